package io.tidegate.connector;

import java.util.Collection;
import java.util.List;

/**
 * What became of a folder of files.
 *
 * @param connectors those whose routes are in the context, in the order of files and within them
 * @param mistakes all of every file that was not loaded
 * @param warnings what is allowed, and most likely not meant
 * @param files all that are there, by name
 */
public record Loaded(
        List<Connector> connectors,
        List<Mistake> mistakes,
        List<Mistake> warnings,
        List<FoundFile> files) {
    public static final Loaded NOTHING = new Loaded(List.of(), List.of(), List.of(), List.of());

    static Loaded of(Collection<CurrentFile> files) {
        return new Loaded(
                files.stream().flatMap(file -> file.connectors().stream()).toList(),
                files.stream().flatMap(file -> file.found().mistakes().stream()).toList(),
                files.stream().flatMap(file -> file.warnings().stream()).toList(),
                files.stream().map(CurrentFile::found).toList());
    }

    public Loaded {
        connectors = List.copyOf(connectors);
        mistakes = List.copyOf(mistakes);
        warnings = List.copyOf(warnings);
        files = List.copyOf(files);
    }
}
