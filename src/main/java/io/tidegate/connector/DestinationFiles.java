package io.tidegate.connector;

import io.tidegate.destination.Destination;
import io.tidegate.destination.Destinations;
import io.tidegate.destination.InvalidDestination;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A team's own destinations: {@code destinations/NAME.yaml} beside the files that name them. Each
 * is read again when its bytes have changed.
 */
public final class DestinationFiles {
    private static final String FOLDER = "destinations";
    private static final String ENDING = ".yaml";

    private final Map<Path, Read> known = new ConcurrentHashMap<>();

    /** A file as it was read; {@code destination} is null if it has mistakes. */
    record Read(byte[] bytes, @Nullable Destination destination, List<Mistake> mistakes) {}

    /** Whether a file lies where destinations do. */
    public static boolean isOne(Path path) {
        Path parent = path.toAbsolutePath().normalize().getParent();
        return parent != null && parent.endsWith(FOLDER) && path.toString().endsWith(ENDING);
    }

    /** Of which name the file is, or would be. */
    static Path file(Path routes, String name) {
        return routes.resolve(FOLDER).resolve(name + ENDING).normalize();
    }

    /** The files of a folder of routes, by name; none if it has no such folder. */
    public static List<Path> list(Path routes) {
        Path folder = routes.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .filter(Files::isRegularFile)
                    .map(Path::normalize)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be listed", e);
        }
    }

    /** Those that Tidegate brings, and those of a folder of routes that have no mistake. */
    public Destinations of(Path routes) {
        Map<String, Destination> own = new LinkedHashMap<>();
        for (Path file : list(routes)) {
            Destination destination = read(file).destination();
            if (destination != null) {
                own.put(destination.name(), destination);
            }
        }
        return Destinations.with(own);
    }

    /** Notes the mistakes of all that lie beside these files and in this folder. */
    void check(List<Path> paths, Path folder, Findings found) {
        Set<Path> files = new LinkedHashSet<>();
        paths.stream().filter(DestinationFiles::isOne).map(Path::normalize).forEach(files::add);
        paths.stream()
                .filter(path -> !isOne(path))
                .map(path -> SourceFile.of(path).folder())
                .distinct()
                .forEach(routes -> files.addAll(list(routes)));
        files.addAll(list(folder));
        files.forEach(file -> found.add(file.toString(), read(file).mistakes()));
    }

    /** Empty if there is no such file. */
    Optional<Read> find(Path routes, String name) {
        Path file = file(routes, name);
        return Files.isRegularFile(file) ? Optional.of(read(file)) : Optional.empty();
    }

    private Read read(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            Read before = known.get(file);
            if (before != null && Arrays.equals(before.bytes(), bytes)) {
                return before;
            }
            Read read = read(file, bytes);
            known.put(file, read);
            return read;
        } catch (IOException e) {
            Mark start = SourceFile.of(file).start();
            Mistake mistake = new Mistake(start, "it cannot be read: " + e.getMessage());
            return new Read(new byte[0], null, List.of(mistake));
        }
    }

    private static Read read(Path path, byte[] bytes) {
        SourceFile file = SourceFile.of(path);
        Mistakes mistakes = new Mistakes();
        try {
            Optional<Node> root =
                    new Compose(LoadSettings.builder().setLabel(file.name()).build())
                            .composeString(Utf8Text.of(bytes, file));
            if (root.isEmpty()) {
                mistakes.add(
                        file.start(), "it is empty: a destination begins with destination: NAME");
                return new Read(bytes, null, mistakes.list());
            }
            return read(bytes, path, new PlainNode(root.get(), file, mistakes), mistakes);
        } catch (InvalidConnector e) {
            return new Read(bytes, null, e.mistakes());
        } catch (YamlEngineException e) {
            Mark mark = CamelText.mark(e, file, file.start());
            return new Read(bytes, null, List.of(new Mistake(mark, CamelText.message(e))));
        }
    }

    private static Read read(byte[] bytes, Path path, PlainNode plain, Mistakes mistakes) {
        String name = String.valueOf(path.getFileName()).replace(ENDING, "");
        try {
            Destination destination = Destination.read(plain.value(), name);
            if (Destinations.shipped().contains(name)) {
                mistakes.add(
                        plain.mark(List.of("destination")),
                        "\""
                                + name
                                + "\" is a destination that Tidegate brings: give yours another name, and its file too");
            }
            return new Read(bytes, mistakes.isEmpty() ? destination : null, mistakes.list());
        } catch (InvalidDestination e) {
            e.problems().forEach(p -> mistakes.add(plain.mark(p.keys()), p.message()));
            return new Read(bytes, null, mistakes.list());
        }
    }
}
