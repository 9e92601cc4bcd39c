package io.tidegate.journal;

import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;

/**
 * Ids of events and deliveries: 63 bits, the upper 42 milliseconds since 2024, the lower 21 a
 * counter that begins at random in each millisecond, so that a journal begun anew does not repeat
 * the idempotency keys of the one before. They grow strictly, also when the clock steps back.
 */
final class Ids {
    private static final int COUNTER_BITS = 21;
    private static final long EPOCH = 1_704_067_200_000L;

    /**
     * Each of several nodes that live has one of its own, at the end of its ids; 0: it has none
     * yet.
     */
    static final int SLOTS = 64;

    private final Clock clock;
    private final IntSupplier slot;
    private long last;

    Ids(Clock clock, long last) {
        this(clock, last, () -> -1);
    }

    /**
     * @param slot of this node; -1: nobody else gives ids out
     */
    Ids(Clock clock, long last, IntSupplier slot) {
        this.clock = clock;
        this.last = last;
        this.slot = slot;
    }

    synchronized long next() {
        long now = lowestOf(clock.millis());
        long next =
                now > last - (last & counterMask()) + counterMask()
                        ? now + startOfCounter()
                        : last + 1;
        int own = slot.getAsInt();
        last = own < 0 ? next : (next + SLOTS - 1) / SLOTS * SLOTS + own;
        return last;
    }

    /** Whatever comes next is higher than this one, which another node gave out. */
    synchronized void after(long id) {
        last = Math.max(last, id);
    }

    /** The lowest id that was given out at this time, ms since 1970. */
    static long lowestOf(long millis) {
        return Math.max(0, millis - EPOCH) << COUNTER_BITS;
    }

    /** When an id was given out, ms since 1970. */
    static long timeOf(long id) {
        return (id >> COUNTER_BITS) + EPOCH;
    }

    private static long counterMask() {
        return (1L << COUNTER_BITS) - 1;
    }

    private static long startOfCounter() {
        return ThreadLocalRandom.current().nextLong(1L << (COUNTER_BITS - 1));
    }
}
