package io.tidegate.connector;

import java.time.Duration;

/**
 * On what terms a connector's requests are made.
 *
 * @param ordered whether events of one subject wait for each other
 * @param concurrency requests on the wire at once, at most
 * @param responseTimeout from the request sent to the response read
 */
public record Terms(
        Retry retry,
        boolean ordered,
        int concurrency,
        Duration connectTimeout,
        Duration responseTimeout) {
    /** What holds where neither the settings nor the connector say otherwise. */
    public static final Terms DEFAULT =
            new Terms(Retry.DEFAULT, true, 64, Duration.ofSeconds(5), Duration.ofSeconds(30));
}
