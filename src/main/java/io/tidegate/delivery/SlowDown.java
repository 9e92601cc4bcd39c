package io.tidegate.delivery;

/**
 * A pace that halves when the third party says that it is too much, and comes back step by step:
 * additive increase, multiplicative decrease.
 */
final class SlowDown {
    /** It begins at what was sent last, but not below so many a second. */
    static final int LEAST_BASE = 16;

    /** Of the pace it began at: slower it does not get, nor slower than one a second. */
    private static final double SLOWEST = 1.0 / 64;

    private static final double STEP = 1.0 / 20;
    private static final long STEP_MILLIS = 1_000;

    private double pace = Double.POSITIVE_INFINITY;
    private double base;
    private long slowedAt = Long.MIN_VALUE;
    private long steppedAt;
    private long second;
    private int inSecond;
    private int inSecondBefore;

    /** Requests a second; infinite while nothing slows it. */
    double pace() {
        return pace;
    }

    boolean isSlowed() {
        return pace < Double.POSITIVE_INFINITY;
    }

    void sent(long now) {
        long current = now / 1_000;
        if (current != second) {
            inSecondBefore = current == second + 1 ? inSecond : 0;
            inSecond = 0;
            second = current;
        }
        inSecond++;
    }

    /**
     * It was too much; true if that made it slower. What was sent before the last halving says
     * nothing about the pace since.
     */
    boolean refused(long sentAt, long now, double limit) {
        if (sentAt <= slowedAt) {
            return false;
        }
        if (!isSlowed()) {
            int seen = Math.max(inSecond, inSecondBefore);
            base = Math.min(limit, Math.max(seen, LEAST_BASE));
            pace = base;
        }
        double slowest = Math.min(base, Math.max(1, base * SLOWEST));
        pace = Math.max(slowest, pace / 2);
        slowedAt = now;
        steppedAt = now;
        return true;
    }

    /** It was not; true if that brought it back to its whole pace. */
    boolean answered(long now) {
        if (!isSlowed() || now - steppedAt < STEP_MILLIS) {
            return false;
        }
        steppedAt = now;
        pace += base * STEP;
        if (pace >= base) {
            pace = Double.POSITIVE_INFINITY;
        }
        return !isSlowed();
    }
}
