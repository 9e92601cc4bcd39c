package io.tidegate.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Days and times of ISO 8601, of the years 0001 to 9999. */
final class Dates {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final int SHORTEST_TIME = "2026-11-25T09:30Z".length();

    private Dates() {}

    static Optional<String> day(String text) {
        try {
            // Ten characters leave no room for a sign, and so for other years.
            LocalDate day = LocalDate.parse(text);
            return text.length() == 10 && day.getYear() > 0 ? Optional.of(text) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** In UTC, to the millisecond. */
    static Optional<String> time(String text) {
        if (text.length() < SHORTEST_TIME) {
            return Optional.empty();
        }
        try {
            Instant time =
                    OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                            .toInstant()
                            .truncatedTo(ChronoUnit.MILLIS);
            return time.isBefore(FIRST) || time.isAfter(LAST)
                    ? Optional.empty()
                    : Optional.of(time.toString());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
