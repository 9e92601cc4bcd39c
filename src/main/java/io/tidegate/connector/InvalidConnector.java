package io.tidegate.connector;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A file whose connectors cannot be used; carries all its mistakes. Unchecked, because Camel's
 * loader declares nothing.
 */
public final class InvalidConnector extends RuntimeException {
    private final transient List<Mistake> mistakes;

    InvalidConnector(List<Mistake> mistakes) {
        super(
                mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n"))
                        + "\nNothing of this file is loaded.");
        this.mistakes = List.copyOf(mistakes);
    }

    public List<Mistake> mistakes() {
        return mistakes;
    }
}
