package io.tidegate.delivery;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.camel.processor.errorhandler.RedeliveryPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Whether and when a failed delivery is tried again. The arithmetic is that of Camel's redelivery
 * policy; a {@code Retry-After} of at most 24 hours moves the time later, never earlier.
 */
public final class RetryPlan {
    private static final Duration MAX_RETRY_AFTER = Duration.ofHours(24);

    private final RedeliveryPolicy policy;
    private final RedeliveryPolicy steady;
    private final Set<Integer> giveUpOn;

    public RetryPlan(RedeliveryPolicy policy, Set<Integer> giveUpOn) {
        this.policy = policy;
        this.steady = policy.copy();
        steady.setUseCollisionAvoidance(false);
        this.giveUpOn = Set.copyOf(giveUpOn);
    }

    /** When to try again, ms since 1970; empty when this failure ends the delivery. */
    public OptionalLong next(
            StageFailed failure, @Nullable Reply reply, int attemptsInRound, long now) {
        if (failure.isFinal()
                || givesUp(reply)
                || !policy.shouldRedeliver(null, attemptsInRound, null)) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(now + Math.max(delay(attemptsInRound), retryAfter(reply, now)));
    }

    /**
     * Camel multiplies the delay before; a delivery read back from SQL knows only its count, so
     * that begins at one. Jitter is for the last step alone: over all it would add up.
     */
    private long delay(int attemptsInRound) {
        long delay = 0;
        int last = Math.min(attemptsInRound, 64);
        for (int n = 1; n < last; n++) {
            delay = steady.calculateRedeliveryDelay(delay, n);
        }
        return policy.calculateRedeliveryDelay(delay, last);
    }

    private boolean givesUp(@Nullable Reply reply) {
        return reply instanceof Reply.Answered answered && giveUpOn.contains(answered.status());
    }

    /** Ms that the third party wants to be left alone, at most 24 hours; 0: it says nothing. */
    static long retryAfter(@Nullable Reply reply, long now) {
        String header = header(reply);
        if (header == null) {
            return 0;
        }
        long millis = header.matches("\\d+") ? seconds(header) * 1_000 : untilDate(header, now);
        return Math.min(Math.max(0, millis), MAX_RETRY_AFTER.toMillis());
    }

    private static @Nullable String header(@Nullable Reply reply) {
        if (reply instanceof Reply.Answered answered) {
            return answered.headers().get("retry-after");
        }
        return reply instanceof Reply.NeverSent never ? never.retryAfter() : null;
    }

    private static long seconds(String digits) {
        return digits.length() > 9 ? MAX_RETRY_AFTER.toSeconds() : Long.parseLong(digits);
    }

    private static long untilDate(String header, long now) {
        try {
            Instant at =
                    ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            return at.toEpochMilli() - now;
        } catch (DateTimeException notADate) {
            return 0;
        }
    }
}
