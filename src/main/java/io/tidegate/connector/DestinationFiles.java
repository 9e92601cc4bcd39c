package io.tidegate.connector;

import io.tidegate.destination.Destination;
import io.tidegate.destination.Destinations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A team's own destinations: {@code destinations/NAME.yaml} beside the files that name them. */
public final class DestinationFiles {
    static final String FOLDER = "destinations";
    static final String ENDING = ".yaml";

    private DestinationFiles() {}

    /** Where the one of this name is, or would be. */
    static Path file(Path routes, String name) {
        return routes.resolve(FOLDER).resolve(name + ENDING).normalize();
    }

    /** The files of a folder of routes, by name; none if it has no such folder. */
    static List<Path> list(Path routes) {
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
    public static Destinations of(Path routes) {
        Map<String, Destination> own = new LinkedHashMap<>();
        for (Path file : list(routes)) {
            Destination destination = DestinationFile.read(file).destination();
            if (destination != null) {
                own.put(destination.name(), destination);
            }
        }
        return Destinations.with(own);
    }
}
