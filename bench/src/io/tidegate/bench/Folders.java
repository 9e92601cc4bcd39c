package io.tidegate.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The bench's own folders, of which nothing is to stay. */
final class Folders {
    private static final int TRIES = 20;

    private Folders() {}

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Ends all processes and removes their folder, also after Ctrl-C. A database that ends at the
     * same time still writes, and removes files itself: so it is tried for some seconds.
     */
    static void leaveNothing(Path folder) {
        Child.killAll();
        for (int attempt = 1; Files.exists(folder); attempt++) {
            try {
                delete(folder);
            } catch (IOException e) {
                if (attempt == TRIES) {
                    System.err.println("could not remove " + folder + ": " + e);
                    return;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
            }
        }
    }
}
