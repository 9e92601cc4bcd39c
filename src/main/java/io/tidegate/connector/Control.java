package io.tidegate.connector;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How fast deliveries go out, and when they go no more.
 *
 * @param concurrency requests on the wire at once, at most
 * @param rateLimit null: none
 * @param breaker null: off
 * @param deactivateAfter so long nothing but failure, and the connector is switched off; null:
 *     never
 * @param batch null: each delivery has a request of its own
 */
public record Control(
        int concurrency,
        @Nullable RateLimit rateLimit,
        @Nullable BreakerTerms breaker,
        @Nullable Duration deactivateAfter,
        @Nullable Batch batch) {
    /** What holds where neither the settings nor the connector say otherwise. */
    public static final Control DEFAULT = new Control(64, null, null, null, null);

    /** The same with another concurrency. */
    public Control with(int other) {
        return new Control(other, rateLimit, breaker, deactivateAfter, batch);
    }
}
