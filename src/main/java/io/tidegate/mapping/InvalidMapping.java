package io.tidegate.mapping;

import java.util.List;
import java.util.stream.Collectors;

/** A mapping that cannot be compiled, with every problem found in it. */
public final class InvalidMapping extends Exception {
    private final transient List<Problem> problems;

    InvalidMapping(List<Problem> problems) {
        super(problems.stream().map(InvalidMapping::line).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    private static String line(Problem problem) {
        return "mapping " + String.join(" > ", problem.keys()) + ": " + problem.message();
    }

    public List<Problem> problems() {
        return problems;
    }
}
