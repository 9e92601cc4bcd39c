package io.tidegate.api;

import io.tidegate.journal.SqlJournal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;

/**
 * Which part of a list, by when things were stored: {@code from} is in it, {@code to} is not. Ids
 * grow with time, so it is a range of ids.
 *
 * @param floor the lowest id in it
 * @param ceiling the lowest id above it
 */
record Period(long floor, long ceiling) {
    static final Period ALL = new Period(0, Long.MAX_VALUE);

    /** The latest time that an id can tell, ms since 1970. */
    private static final long LATEST = SqlJournal.storedAt(Long.MAX_VALUE);

    static Period of(Call call) {
        String from = call.query("from");
        String to = call.query("to");
        return new Period(
                from == null ? ALL.floor : lowestId("from", from),
                to == null ? ALL.ceiling : lowestId("to", to));
    }

    private static long lowestId(String name, String text) {
        try {
            long millis = OffsetDateTime.parse(text).toInstant().toEpochMilli();
            return SqlJournal.lowestId(Math.min(millis, LATEST));
        } catch (DateTimeException | ArithmeticException e) {
            throw new Refusal(
                    400,
                    name + " is \"" + text + "\", allowed is a time such as 2026-01-31T12:00:00Z");
        }
    }

    /** Where a page begins that lies below an id. */
    long below(long before) {
        return Math.min(before, ceiling);
    }
}
