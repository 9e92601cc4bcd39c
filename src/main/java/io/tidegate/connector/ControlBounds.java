package io.tidegate.connector;

import io.tidegate.schema.Shape;
import java.time.Duration;

/** What {@link Control} may say, whichever way it is written. */
public final class ControlBounds {
    static final Shape.Whole CONCURRENCY = new Shape.Whole(1, 10_000);
    static final Shape.Whole AFTER = new Shape.Whole(1, 10_000);
    static final Shape.Whole FAILURE_RATE = new Shape.Whole(1, 100);
    static final Shape.Span OPEN_FOR = new Shape.Span(Duration.ofMillis(10), Duration.ofDays(1));
    static final Shape.Span DEACTIVATE_AFTER =
            new Shape.Span(Duration.ofSeconds(1), Duration.ofDays(365));

    /** For error messages. */
    public static final String CONCURRENCIES = text(CONCURRENCY);

    /** The same, of {@code 20/100/30s}. */
    public static final String BREAKERS =
            "attempts ("
                    + text(AFTER)
                    + "), percent of failures ("
                    + text(FAILURE_RATE)
                    + ") and time ("
                    + text(OPEN_FOR)
                    + "), such as 20/100/30s";

    /** The same. */
    public static final String TIMES_TO_DEACTIVATE = text(DEACTIVATE_AFTER);

    private ControlBounds() {}

    public static boolean isConcurrency(int requests) {
        return isIn(CONCURRENCY, requests);
    }

    public static boolean isBreaker(BreakerTerms terms) {
        return isIn(AFTER, terms.after())
                && isIn(FAILURE_RATE, terms.failureRate())
                && isIn(OPEN_FOR, terms.openFor());
    }

    public static boolean isTimeToDeactivate(Duration after) {
        return isIn(DEACTIVATE_AFTER, after);
    }

    private static boolean isIn(Shape.Whole bounds, int number) {
        return number >= bounds.least() && number <= bounds.most();
    }

    private static boolean isIn(Shape.Span bounds, Duration time) {
        return time.compareTo(bounds.least()) >= 0 && time.compareTo(bounds.most()) <= 0;
    }

    private static String text(Shape.Whole bounds) {
        return bounds.least() + " to " + bounds.most();
    }

    private static String text(Shape.Span bounds) {
        return TimeSpan.text(bounds.least()) + " to " + TimeSpan.text(bounds.most());
    }
}
