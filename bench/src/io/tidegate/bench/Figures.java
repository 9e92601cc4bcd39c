package io.tidegate.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** One line of whole numbers between two processes of the bench: {@code posts=12 unique=12}. */
record Figures(Map<String, Long> values) {
    static Figures parse(String line) {
        return new Figures(
                Arrays.stream(line.trim().split(" "))
                        .map(word -> word.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> Long.valueOf(pair[1]))));
    }

    long get(String name) {
        Long value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("no figure '" + name + "' among " + values.keySet());
        }
        return value;
    }
}
