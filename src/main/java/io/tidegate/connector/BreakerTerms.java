package io.tidegate.connector;

import java.time.Duration;

/**
 * When a connector's deliveries are parked because its third party does not work.
 *
 * @param after so many of its last attempts are looked at
 * @param failureRate percent of them that must have failed; 100: all of them, in a row
 * @param openFor how long nothing is sent before one delivery tries again
 */
public record BreakerTerms(int after, int failureRate, Duration openFor) {
    /** What {@code breaker: on} means. */
    public static final BreakerTerms USUAL = new BreakerTerms(20, 100, Duration.ofSeconds(30));

    /** How {@code trigger:} writes it: {@code 20/100/30s}. */
    public String text() {
        return after + "/" + failureRate + "/" + TimeSpan.text(openFor);
    }
}
