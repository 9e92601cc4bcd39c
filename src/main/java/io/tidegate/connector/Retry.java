package io.tidegate.connector;

import java.time.Duration;
import java.util.Set;

/**
 * When a failed request is repeated, in the words of Camel's redelivery policy.
 *
 * @param attempts repeats after the first request; 5 means six requests
 * @param delay before the first repeat
 * @param backOffMultiplier each delay is the one before times this
 * @param maxDelay where growth ends
 * @param jitter part of a delay that is random, 0 to 1
 * @param giveUpOn response statuses that end the delivery at once
 */
public record Retry(
        int attempts,
        Duration delay,
        double backOffMultiplier,
        Duration maxDelay,
        double jitter,
        Set<Integer> giveUpOn) {
    /** What the reference product does: five repeats, 30 s apart. */
    public static final Retry DEFAULT =
            new Retry(5, Duration.ofSeconds(30), 1, Duration.ofDays(1), 0, Set.of());

    public Retry {
        giveUpOn = Set.copyOf(giveUpOn);
    }
}
