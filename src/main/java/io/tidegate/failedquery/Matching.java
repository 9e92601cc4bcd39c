package io.tidegate.failedquery;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many failed queries a filter finds.
 *
 * @param connectors how many of each
 * @param oldest when the first of them failed; null if there is none
 */
public record Matching(
        long count,
        Map<String, Long> connectors,
        @Nullable Instant oldest,
        @Nullable Instant newest) {}
