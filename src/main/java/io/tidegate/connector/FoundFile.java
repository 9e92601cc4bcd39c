package io.tidegate.connector;

import java.util.List;

/**
 * A file of the routes folder.
 *
 * @param name in the folder
 * @param mistakes why it was not loaded; none: it was
 * @param named the connectors that it names, if it has mistakes or was read thoroughly
 */
public record FoundFile(String name, List<Mistake> mistakes, NamedConnectors named) {
    public FoundFile {
        mistakes = List.copyOf(mistakes);
    }

    public boolean isBroken() {
        return !mistakes.isEmpty();
    }
}
