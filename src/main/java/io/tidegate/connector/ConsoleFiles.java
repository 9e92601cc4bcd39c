package io.tidegate.connector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The connectors that were set up in the console, a file each; the paths in them are relative to
 * the routes folder, as those of its own files are.
 *
 * @param folder may be missing: then there are none
 * @param routes the routes folder
 */
public record ConsoleFiles(Path folder, Path routes) {
    private static final String END = ".console.yaml";

    /** Where a connector stands. */
    public Path file(String connector) {
        return folder.resolve(name(connector));
    }

    /** The file's name, in the folder. */
    public static String name(String connector) {
        return connector + END;
    }

    /** Whether a file, by its path or its name alone, is one that the console makes. */
    public static boolean isOne(String file) {
        return file.endsWith(END);
    }

    /** Whose file this is. */
    public String connector(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.length() - END.length());
    }

    /** The files there are, by name. */
    public List<Path> list() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(folder)) {
            return list.filter(file -> isOne(file.toString())).sorted().toList();
        }
    }

    List<Candidate> candidates(Loading with) throws IOException {
        return list().stream().map(file -> candidate(file, with)).toList();
    }

    Candidate candidate(Path file, Loading with) {
        Path path = file.normalize();
        return new YamlFile(
                new SourceFile(path.toString(), routes), () -> Files.readAllBytes(path), with);
    }

    boolean has(Candidate candidate) {
        Path path = Path.of(candidate.file().name()).toAbsolutePath().normalize();
        return folder.toAbsolutePath().normalize().equals(path.getParent());
    }
}
