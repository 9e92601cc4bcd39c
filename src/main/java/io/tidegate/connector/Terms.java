package io.tidegate.connector;

import java.time.Duration;

/**
 * On what terms a connector's requests are made.
 *
 * @param ordered whether events of one subject wait for each other
 * @param responseTimeout from the request sent to the response read
 * @param heldWhenInactive whether events that come while the connector is inactive get deliveries,
 *     which wait for its activation
 */
public record Terms(
        Retry retry,
        boolean ordered,
        Control control,
        Duration connectTimeout,
        Duration responseTimeout,
        boolean heldWhenInactive) {
    /** What holds where neither the settings nor the connector say otherwise. */
    public static final Terms DEFAULT =
            new Terms(
                    Retry.DEFAULT,
                    true,
                    Control.DEFAULT,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    false);

    /** Requests on the wire at once, at most. */
    public int concurrency() {
        return control.concurrency();
    }

    /** The same with another retry. */
    public Terms with(Retry other) {
        return new Terms(
                other, ordered, control, connectTimeout, responseTimeout, heldWhenInactive);
    }
}
