package io.tidegate.mapping;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A format's name or pattern.
 *
 * @param unit for seconds and milliseconds since 1970, which have no formatter
 */
record DateFormat(String text, @Nullable DateTimeFormatter formatter, @Nullable Unit unit) {
    /** Reads a date, a time after T or a space, and an offset, the last two if they are there. */
    static final DateFormat ISO =
            new DateFormat(
                    "iso",
                    new DateTimeFormatterBuilder()
                            .parseCaseInsensitive()
                            .append(DateTimeFormatter.ISO_LOCAL_DATE)
                            .optionalStart()
                            .appendPattern("['T'][ ]")
                            .append(DateTimeFormatter.ISO_LOCAL_TIME)
                            .appendPattern("[XXX][XX][X]")
                            .toFormatter(Locale.ROOT)
                            .withResolverStyle(ResolverStyle.STRICT),
                    null);

    private static final ZonedDateTime SAMPLE =
            ZonedDateTime.of(2026, 11, 25, 13, 45, 56, 0, ZoneOffset.UTC);

    enum Unit {
        SECONDS,
        MILLIS
    }

    static DateFormat of(Argument argument, List<String> keys, String text) throws InvalidArgument {
        return switch (text) {
            case "iso" -> ISO;
            case "epoch-seconds" -> new DateFormat(text, null, Unit.SECONDS);
            case "epoch-millis" -> new DateFormat(text, null, Unit.MILLIS);
            default -> pattern(argument, keys, text);
        };
    }

    private static DateFormat pattern(Argument argument, List<String> keys, String text)
            throws InvalidArgument {
        if (text.contains("YYYY") && !text.contains("w")) {
            throw wrong(
                    argument,
                    keys,
                    "\"" + text + "\": YYYY is the year that a week belongs to; a date's is yyyy");
        }
        try {
            // Strict, so that February 31 is no date; strict wants an era for yyyy.
            DateTimeFormatter formatter =
                    new DateTimeFormatterBuilder()
                            .appendPattern(text)
                            .parseDefaulting(ChronoField.ERA, 1)
                            .toFormatter(Locale.ENGLISH)
                            .withResolverStyle(ResolverStyle.STRICT);
            DateFormat format = new DateFormat(text, formatter, null);
            String sample = formatter.format(SAMPLE);
            // With optional parts, as in [M/d/yyyy][M-d-yyyy], what is written has them all and
            // cannot be read back.
            if (keys.contains("from") && text.indexOf('[') < 0) {
                format.parse(sample);
            }
            return format;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw wrong(argument, keys, "\"" + text + "\" is no date format: " + e.getMessage());
        }
    }

    private static InvalidArgument wrong(Argument argument, List<String> keys, String why) {
        return keys.isEmpty() ? argument.wrong(why) : argument.wrongAt(keys.get(0), why);
    }

    /**
     * A {@link ZonedDateTime}, {@link LocalDateTime} or {@link LocalDate}, the first of them that
     * the text has.
     */
    TemporalAccessor parse(String date) {
        return known().parseBest(date, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
    }

    Object write(ZonedDateTime date) {
        if (unit != null) {
            long millis = date.toInstant().toEpochMilli();
            return unit == Unit.MILLIS ? millis : Math.floorDiv(millis, 1000L);
        }
        return this == ISO
                ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(date)
                : known().format(date);
    }

    private DateTimeFormatter known() {
        return Objects.requireNonNull(formatter, text);
    }
}
