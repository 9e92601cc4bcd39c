package io.tidegate.mapping;

import java.util.List;

/**
 * One mistake in a mapping's spec.
 *
 * @param keys the way from the mapping's node to what is wrong, such as {@code
 *     ["properties.firstname", "convert", "0"]}
 */
public record Problem(List<String> keys, String message) {
    public Problem {
        keys = List.copyOf(keys);
    }
}
