package io.tidegate.failedquery;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that ended without success: one row of the table failed_query.
 *
 * @param stage where it failed: rule, before, mapping, request, …
 * @param request the exact request; null if it failed before there was one
 */
public record FailedQuery(
        long id,
        Origin origin,
        String stage,
        @Nullable Sent request,
        Outcome outcome,
        Resolution resolution) {

    /** Which delivery of which event. */
    public record Origin(
            long deliveryId,
            String connector,
            String eventId,
            String eventType,
            @Nullable String subject) {}

    /** A request as it was repeated; secrets stand in it as references. */
    public record Sent(
            String method, String url, Map<String, String> headers, byte @Nullable [] body) {}

    /**
     * How it ended.
     *
     * @param responseBody the first 8 KiB of the last answer
     * @param attempts since the delivery was made or last replayed
     */
    public record Outcome(
            @Nullable Integer responseStatus,
            byte @Nullable [] responseBody,
            @Nullable String error,
            int attempts,
            @Nullable Instant firstAttemptAt,
            Instant failedAt) {}

    /** What was done about it, when and by whom. */
    public record Resolution(State state, @Nullable Instant at, @Nullable String by) {}

    /** Only an open one may be replayed or discarded, once. */
    public enum State {
        OPEN,
        REPLAYED,
        DISCARDED;

        /** As the table and the API have it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
