package io.tidegate.backfill;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Keeps to a rate; what was not used is lost, but for a quarter of a second's worth. */
final class Pace {
    private static final Duration BURST = Duration.ofMillis(250);

    private final long each;
    private final long most;
    private final LongSupplier nanos;
    private long next;

    /**
     * @param nanos as {@link System#nanoTime}
     */
    Pace(Rate rate, LongSupplier nanos) {
        this.each = rate.each().toNanos();
        this.most = rate.in(BURST);
        this.nanos = nanos;
        this.next = nanos.getAsLong();
    }

    /** How many may go now. */
    int allowed() {
        long since = nanos.getAsLong() - next;
        return since < 0 ? 0 : (int) Math.min(most, since / each + 1);
    }

    void took(int count) {
        long earliest = nanos.getAsLong() - (most - 1) * each;
        next = (next - earliest < 0 ? earliest : next) + count * each;
    }
}
