package io.tidegate.crash;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tidegate's classes as its first process has loaded them: a third of a start is reading and
 * checking them, and the crash tests start nearly a hundred. Made once a build, beside the jar; a
 * class path with folders in it cannot have one.
 */
final class SharedClasses {
    private static final String MAKE = "-XX:ArchiveClassesAtExit=";
    private static final List<String> OPTIONS = made();

    private SharedClasses() {}

    static boolean isMadeBy(TidegateProcess.Start start) {
        return start.jvm().stream().anyMatch(option -> option.startsWith(MAKE));
    }

    static List<String> options() {
        return OPTIONS;
    }

    private static List<String> made() {
        List<Path> parts =
                Arrays.stream(TidegateProcess.classPath().split(File.pathSeparator))
                        .map(Path::of)
                        .toList();
        if (parts.stream().anyMatch(Files::isDirectory)) {
            return List.of();
        }
        Path jar = parts.get(0).toAbsolutePath();
        Path archive = jar.resolveSibling(jar.getFileName() + "-" + Runtime.version() + ".jsa");
        try (FileChannel lock =
                        FileChannel.open(
                                jar.resolveSibling("classes.lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                var held = lock.lock()) {
            if (!Files.exists(archive) || isOlder(archive, jar)) {
                make(archive);
            }
            return List.of("-XX:SharedArchiveFile=" + archive);
        } catch (IOException e) {
            System.out.println("no shared classes, so each start takes longer: " + e);
            return List.of();
        }
    }

    private static boolean isOlder(Path archive, Path jar) throws IOException {
        return Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) < 0;
    }

    private static void make(Path archive) throws IOException {
        Path folder = Files.createTempDirectory(archive.getParent(), "classes");
        Path made = folder.resolve("made.jsa");
        TidegateProcess.Start start = TidegateProcess.Start.in(folder).jvm(MAKE + made);
        Files.createDirectories(start.routes());
        try (TidegateProcess process = TidegateProcess.start(start)) {
            process.stop(Duration.ofMinutes(1));
            Files.move(made, archive, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }
}
