package io.tidegate.connector;

import java.util.List;

/**
 * What became of a folder of files.
 *
 * @param connectors those whose routes are in the context, in the order of files and within them
 * @param mistakes all of every file that was not loaded
 */
public record Loaded(List<Connector> connectors, List<Mistake> mistakes) {
    public Loaded {
        connectors = List.copyOf(connectors);
        mistakes = List.copyOf(mistakes);
    }
}
