package io.tidegate.authoring;

import io.tidegate.connector.ConsoleFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The current versions as files, for the loader of routes; what stands in SQL is the truth. */
final class Mirror {
    private static final String DRAFT = ".draft";

    private final ConsoleFiles files;

    Mirror(ConsoleFiles files) {
        this.files = files;
    }

    /**
     * Makes the folder hold these and no others, whatever a crash or a hand left in it, or another
     * node has changed.
     *
     * @return the connectors whose file is another one now, or is gone
     */
    List<String> show(List<Version> current) {
        List<String> changed = new ArrayList<>();
        try {
            Set<Path> wanted =
                    current.stream()
                            .map(version -> files.file(version.connector()))
                            .collect(Collectors.toSet());
            for (Path file : files.list()) {
                if (!wanted.contains(file)) {
                    Files.delete(file);
                    changed.add(files.connector(file));
                }
            }
            for (Version version : current) {
                Path file = files.file(version.connector());
                if (!Files.isRegularFile(file) || !isSame(file, version.yaml())) {
                    write(version);
                    changed.add(version.connector());
                }
            }
        } catch (IOException e) {
            throw failed(e);
        }
        return changed;
    }

    private static boolean isSame(Path file, String yaml) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).equals(yaml);
    }

    /** The whole of it or nothing, whenever this ends. */
    void write(Version version) {
        Path file = files.file(version.connector());
        Path draft = file.resolveSibling(file.getFileName() + DRAFT);
        try {
            Files.createDirectories(files.folder());
            Files.writeString(draft, version.yaml());
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(
                    draft,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    void remove(String connector) {
        try {
            Files.deleteIfExists(files.file(connector));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException(
                "the console's connectors cannot be written to " + files.folder(), e);
    }
}
