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

    boolean isRight(String file) {
        return byFile.getOrDefault(file, List.of()).isEmpty();
    }

    /** The warnings in a file. */
    List<Mistake> warnings(String file) {
        return warnings.stream().filter(one -> one.mark().file().equals(file)).toList();
    }

    /** The files that a file names, as they were when it was read. */
    Map<Path, Stamp> reads(String file) {
        return read.stream()
                .filter(one -> one.file().name().equals(file))
                .findFirst()
                .map(one -> one.reading().files().stamps())
                .orElse(Map.of());
    }

    FoundFile file(Candidate candidate) {
        String name = candidate.file().name();
        List<Mistake> mistakes = byFile.getOrDefault(name, List.of());
        return new FoundFile(
                String.valueOf(Path.of(name).getFileName()),
                mistakes,
                mistakes.isEmpty() && !thorough ? NamedConnectors.NONE : named(candidate, name));
    }

    /** Java may compute a name, which its text does not tell then. */
    private NamedConnectors named(Candidate candidate, String name) {
        NamedConnectors told = candidate.named();
        Map<String, String> kinds = new LinkedHashMap<>(told.kinds());
        read.stream()
                .filter(file -> file.file().name().equals(name))
                .flatMap(file -> file.connectors().values().stream())
                .forEach(connector -> kinds.put(connector.id(), connector.kind()));
        return new NamedConnectors(kinds, told.whole());
    }
}
