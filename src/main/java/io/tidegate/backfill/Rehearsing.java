package io.tidegate.backfill;

import io.tidegate.event.Event;
import java.util.List;

/** Runs events through a connector with nothing stored or sent. */
@FunctionalInterface
public interface Rehearsing {

    /**
     * One verdict for each event, in order.
     *
     * @throws BackfillRefused if no such connector can be tried now
     * @throws InterruptedException if the server stops meanwhile
     */
    List<Verdict> of(String connector, List<Event> events) throws InterruptedException;

    /** What would become of an event. */
    sealed interface Verdict {
        record Sent() implements Verdict {}

        /**
         * @param rule as it is written
         */
        record Skipped(String rule) implements Verdict {}

        /**
         * @param stage where; {@code why} says what
         */
        record Failed(String stage, String why) implements Verdict {}
    }

    static BackfillRefused unknown(String connector) {
        return new BackfillRefused(
                BackfillRefused.Why.UNKNOWN,
                "no outflow connector " + connector + " runs here that could be tried");
    }
}
