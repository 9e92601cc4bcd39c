package io.tidegate.destination;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a mapped body has to be.
 *
 * @param required paths in it that must have a value
 * @param example a mapping to begin with, as a connector writes it
 */
public record Expectation(List<String> required, Map<String, Object> example) {
    static final Expectation NONE = new Expectation(List.of(), Map.of());

    public Expectation {
        required = List.copyOf(required);
        example = Collections.unmodifiableMap(new LinkedHashMap<>(example));
    }
}
