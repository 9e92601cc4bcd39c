package io.tidegate.connector;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The mistakes of each file, by its path as it is shown, and the warnings. */
final class Findings {
    private final Map<String, List<Mistake>> byFile = new LinkedHashMap<>();
    private final List<Mistake> warnings = new ArrayList<>();
    private final List<OutflowFile> read = new ArrayList<>();
    private final boolean thorough;

    /**
     * @param thorough whether the names in files without mistakes are read as well
     */
    Findings(boolean thorough) {
        this.thorough = thorough;
    }

    void add(String file, List<Mistake> mistakes) {
        byFile.computeIfAbsent(file, f -> new ArrayList<>()).addAll(mistakes);
    }

    void read(OutflowFile file) {
        read.add(file);
        warnings.addAll(file.mistakes().warnings());
    }

    /** Those too that cannot be built. */
    List<OutflowFile> read() {
        return read;
    }

    Loaded loaded(List<RouteFile> files, List<Path> paths) {
        return new Loaded(
                files.stream()
                        .filter(file -> byFile.getOrDefault(file.name(), List.of()).isEmpty())
                        .flatMap(file -> file.connectors().stream())
                        .toList(),
                byFile.values().stream().flatMap(List::stream).toList(),
                warnings,
                paths.stream().map(this::file).toList());
    }

    private FoundFile file(Path path) {
        List<Mistake> mistakes = byFile.getOrDefault(path.toString(), List.of());
        return new FoundFile(
                String.valueOf(path.getFileName()),
                mistakes,
                mistakes.isEmpty() && !thorough
                        ? NamedConnectors.NONE
                        : NamedConnectors.read(path));
    }
}
