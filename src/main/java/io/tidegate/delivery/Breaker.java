package io.tidegate.delivery;

import java.util.BitSet;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Opens when the third party does not work, and lets one delivery at a time try whether it does
 * again. It knows no time of its own, and no threads.
 */
public final class Breaker {
    private static final long NONE = -1;

    private final @Nullable Terms terms;
    private final BitSet failed = new BitSet();
    private int seen;
    private int next;
    private boolean open;
    private long openUntil;
    private long probe = NONE;

    /**
     * @param after so many of the last attempts are looked at
     * @param failureRate percent of them that must have failed
     * @param openMillis before one tries again
     */
    public record Terms(int after, int failureRate, long openMillis) {}

    /** OFF: it never opens. HALF_OPEN: one delivery may try, or does. */
    public enum State {
        OFF,
        CLOSED,
        OPEN,
        HALF_OPEN;

        /** As API and log write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * @param terms null: it never opens
     */
    Breaker(@Nullable Terms terms) {
        this.terms = terms;
    }

    State state(long now) {
        if (terms == null) {
            return State.OFF;
        }
        if (!open) {
            return State.CLOSED;
        }
        return now < openUntil ? State.OPEN : State.HALF_OPEN;
    }

    /** Ms since 1970 until when nothing is sent; 0: something may be. */
    long openUntil(long now) {
        return open && now < openUntil ? openUntil : 0;
    }

    /** Whether the one that tries is on its way. */
    boolean isProbing() {
        return probe != NONE;
    }

    boolean lets(long now) {
        return !open || (now >= openUntil && !isProbing());
    }

    void begun(long delivery) {
        if (open) {
            probe = delivery;
        }
    }

    /** It ended without having reached out: another one may try. */
    void toldNothing(long delivery) {
        if (probe == delivery) {
            probe = NONE;
        }
    }

    /**
     * An attempt ended; true if that opened or closed it. While it is open only the one that tries
     * is asked: the others began before.
     */
    boolean ended(long delivery, boolean works, long now) {
        if (terms == null || (open && probe != delivery)) {
            return false;
        }
        if (open) {
            probe = NONE;
            open = !works;
            openUntil = now + terms.openMillis();
            return works;
        }
        failed.set(next, !works);
        next = (next + 1) % terms.after();
        seen = Math.min(seen + 1, terms.after());
        if (seen < terms.after()
                || failed.cardinality() * 100L < (long) terms.failureRate() * terms.after()) {
            return false;
        }
        open = true;
        openUntil = now + terms.openMillis();
        failed.clear();
        seen = 0;
        next = 0;
        return true;
    }
}
