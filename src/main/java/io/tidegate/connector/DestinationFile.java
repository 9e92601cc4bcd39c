package io.tidegate.connector;

import io.tidegate.destination.Destination;
import io.tidegate.destination.Destinations;
import io.tidegate.destination.InvalidDestination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A file of a team's own destination: it holds no routes, and its mistakes are told like theirs.
 */
final class DestinationFile implements Candidate {
    private final Path path;

    DestinationFile(Path path) {
        this.path = path;
    }

    /** A file as it was read; {@code destination} is null if it has mistakes. */
    record Read(@Nullable Destination destination, List<Mistake> mistakes) {}

    /** Whether a file lies where destinations do. */
    static boolean isOne(Path path) {
        Path parent = path.toAbsolutePath().normalize().getParent();
        return parent != null
                && parent.endsWith(DestinationFiles.FOLDER)
                && path.toString().endsWith(DestinationFiles.ENDING);
    }

    @Override
    public SourceFile file() {
        return SourceFile.of(path);
    }

    @Override
    public Optional<RouteFile> read(Findings found) {
        found.add(file().name(), read(path).mistakes());
        return Optional.empty();
    }

    @Override
    public NamedConnectors named() {
        return NamedConnectors.NONE;
    }

    static Read read(Path path) {
        SourceFile file = SourceFile.of(path);
        Mistakes mistakes = new Mistakes();
        try {
            Optional<Node> root =
                    new Compose(LoadSettings.builder().setLabel(file.name()).build())
                            .composeString(Utf8Text.of(Files.readAllBytes(path), file));
            if (root.isPresent()) {
                return read(path, new PlainNode(root.get(), file, mistakes), mistakes);
            }
            mistakes.add(file.start(), "it is empty: a destination begins with destination: NAME");
        } catch (IOException e) {
            mistakes.add(file.start(), "it cannot be read: " + e.getMessage());
        } catch (InvalidConnector e) {
            return new Read(null, e.mistakes());
        } catch (YamlEngineException e) {
            mistakes.add(CamelText.mark(e, file, file.start()), CamelText.message(e));
        }
        return new Read(null, mistakes.list());
    }

    /** A URL's fields are a connector's matter, but that they are fields can be told here. */
    private static void checkFields(Destination destination, PlainNode plain, Mistakes mistakes) {
        try {
            Template.ofUri(destination.request().url().replaceAll("\\{\\{[^{}]*}}", "x"));
        } catch (InvalidTemplate e) {
            mistakes.add(plain.mark(List.of("request", "url")), String.valueOf(e.getMessage()));
        }
    }

    private static Read read(Path path, PlainNode plain, Mistakes mistakes) {
        String name = String.valueOf(path.getFileName()).replace(DestinationFiles.ENDING, "");
        try {
            Destination destination = Destination.read(plain.value(), name);
            if (Destinations.shipped().contains(name)) {
                mistakes.add(
                        plain.mark(List.of("destination")),
                        "\""
                                + name
                                + "\" is a destination that Tidegate brings: give yours another name, and its file too");
            }
            checkFields(destination, plain, mistakes);
            return new Read(mistakes.isEmpty() ? destination : null, mistakes.list());
        } catch (InvalidDestination e) {
            e.problems().forEach(p -> mistakes.add(plain.mark(p.keys()), p.message()));
            return new Read(null, mistakes.list());
        }
    }
}
