package io.tidegate.destination;

import java.util.List;

/**
 * One mistake in a destination's file, or in the parameters that it was given.
 *
 * @param keys the way from the top to what is wrong, such as {@code ["properties", "region",
 *     "enum"]}; empty: the whole
 */
public record Problem(List<String> keys, String message) {
    public Problem {
        keys = List.copyOf(keys);
    }
}
