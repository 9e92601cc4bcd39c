package io.tidegate.destination;

import java.util.List;

/** A destination's file that cannot be used, with every mistake in it. */
public final class InvalidDestination extends Exception {
    private final transient List<Problem> problems;

    InvalidDestination(List<Problem> problems) {
        super(problems.isEmpty() ? "" : problems.get(0).message());
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
