package io.tidegate.delivery;

/**
 * Leaves the time between requests that a rate asks for. What was missed by more than a timer's
 * lateness is not made up for: there is no burst after a pause.
 */
final class Spacing {
    /** How late a timer may be and still be made up for. */
    static final long LATENESS_MILLIS = 10;

    /**
     * Of a limit; what is left is the room for late timers, so that no second, minute or hour sees
     * more than the limit.
     */
    private static final double USED = 0.99;

    private double nextAt;

    /** Ms until the next one may go; 0: now. */
    long millisTo(long now) {
        return (long) Math.max(0, Math.ceil(nextAt - LATENESS_MILLIS - now));
    }

    void took(long now, double perSecond) {
        nextAt = Math.max(nextAt, (double) now) + interval(perSecond);
    }

    /** The one before was none. */
    void gaveBack(double perSecond) {
        nextAt -= interval(perSecond);
    }

    private static double interval(double perSecond) {
        return 1_000 / (perSecond * USED);
    }
}
