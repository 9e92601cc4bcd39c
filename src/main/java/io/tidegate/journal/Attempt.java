package io.tidegate.journal;

import org.jspecify.annotations.Nullable;

/**
 * One request of a delivery.
 *
 * @param number from 1, over all replays
 * @param startedAt ms since 1970
 * @param status HTTP status; null if none came
 * @param response the first {@value #MAX_RESPONSE} bytes of the answer's body; null if none came
 * @param error why it failed, in words; null for success
 */
public record Attempt(
        int number,
        long startedAt,
        int durationMs,
        @Nullable Integer status,
        byte @Nullable [] response,
        @Nullable String error) {
    public static final int MAX_RESPONSE = 8 * 1024;
}
