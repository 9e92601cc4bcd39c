package io.tidegate.connector;

import java.time.Duration;

/**
 * On what terms a connector's requests are made.
 *
 * @param ordered whether events of one subject wait for each other
 * @param concurrency requests on the wire at once, at most
 * @param responseTimeout from the request sent to the response read
 * @param heldWhenInactive whether events that come while the connector is inactive get deliveries,
 *     which wait for its activation
 */
public record Terms(
        Retry retry,
        boolean ordered,
        int concurrency,
        Duration connectTimeout,
        Duration responseTimeout,
        boolean heldWhenInactive) {
    /** What holds where neither the settings nor the connector say otherwise. */
    public static final Terms DEFAULT =
            new Terms(
                    Retry.DEFAULT, true, 64, Duration.ofSeconds(5), Duration.ofSeconds(30), false);

    /** The same with another retry. */
    public Terms with(Retry other) {
        return new Terms(
                other, ordered, concurrency, connectTimeout, responseTimeout, heldWhenInactive);
    }
}
