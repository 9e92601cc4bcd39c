package io.tidegate.bench;

import io.tidegate.journal.SqlJournal;
import java.time.Duration;

/**
 * Events that came in the last hours for one destination, by number from 1, the oldest first. Two
 * connectors send there: the even ones' has a subject for each event; the odd ones' has {@value
 * #TOGETHER} events of each subject, so that all but the first wait for their predecessor.
 *
 * @param now when the newest was accepted, ms since 1970
 */
record Parked(int events, long now) {
    static final int TOGETHER = 100;

    /** So many tried before the breaker opened, and wait for a retry. */
    static final int TRIED = 20;

    private static final Duration SPAN = Duration.ofHours(6);

    long at(int number) {
        return now - SPAN.toMillis() + SPAN.toMillis() * (number - 1) / events;
    }

    /** The event's; its delivery's is the next. */
    long seq(int number) {
        return SqlJournal.lowestId(at(number)) + 2L * (number % 1_000) + 1;
    }

    static String connector(int number) {
        return number % 2 == 0 ? "parked-alone" : "parked-groups";
    }

    /** Of the event. */
    static String type(int number) {
        return "com.acme." + connector(number);
    }

    String subject(int number) {
        return number % 2 == 0 ? "alone-" + number : "group-" + group(number);
    }

    /** Whether an earlier one of its subject is unfinished. */
    boolean isBlocked(int number) {
        return number % 2 == 1 && number / 2 >= groups();
    }

    boolean isTried(int number) {
        return number % 2 == 0 && number / 2 <= TRIED;
    }

    /** The subject of an odd number, from 0. */
    int group(int number) {
        return number / 2 % groups();
    }

    /** The number of the subject's first event; the others follow {@link #step} after each other. */
    int first(int group) {
        return 2 * group + 1;
    }

    int step() {
        return 2 * groups();
    }

    int groups() {
        return Math.max(1, events / 2 / TOGETHER);
    }

    /** Events of the one connector and of the other. */
    int even() {
        return events / 2;
    }

    int odd() {
        return events - even();
    }
}
