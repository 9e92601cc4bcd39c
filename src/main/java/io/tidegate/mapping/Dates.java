package io.tidegate.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates from one format to another.
 *
 * @param zone of a date that has none, and of the date that is written
 */
record Dates(@Nullable DateFormat from, DateFormat to, ZoneId zone) {
    private static final Pattern EPOCH = Pattern.compile("-?\\d{9,14}(\\.\\d{1,9})?");

    /**
     * Up to here a number counts seconds (until the year 5138), from here on milliseconds (since
     * 1973).
     */
    private static final BigDecimal FIRST_MILLIS = new BigDecimal("1e11");

    static Converter make(Argument argument) throws InvalidArgument {
        Dates dates;
        if (argument.value() instanceof Map<?, ?>) {
            Map<?, ?> map = argument.map(ConverterKeys.DATE);
            if (!(map.get("to") instanceof String)) {
                throw argument.wrong("it needs to, the format to write");
            }
            DateFormat from = map.containsKey("from") ? format(argument, map, "from") : null;
            dates = new Dates(from, format(argument, map, "to"), zone(argument, map));
        } else {
            dates =
                    new Dates(
                            null,
                            DateFormat.of(argument, List.of(), argument.text()),
                            ZoneOffset.UTC);
        }
        return Converter.each(dates::convert);
    }

    private static DateFormat format(Argument argument, Map<?, ?> map, String key)
            throws InvalidArgument {
        return DateFormat.of(argument, List.of(key), Objects.requireNonNull((String) map.get(key)));
    }

    private static ZoneId zone(Argument argument, Map<?, ?> map) throws InvalidArgument {
        try {
            return map.get("zone") instanceof String zone ? ZoneId.of(zone) : ZoneOffset.UTC;
        } catch (DateTimeException e) {
            throw argument.wrongAt(
                    "zone", "\"" + map.get("zone") + "\" is no zone such as UTC or Europe/Berlin");
        }
    }

    private Object convert(Object value) throws CannotConvert {
        if (value instanceof String text && text.isBlank()) {
            return Source.MISSING;
        }
        try {
            return to.write(read(value).withZoneSameInstant(zone));
        } catch (DateTimeException | ArithmeticException e) {
            String expected =
                    from == null
                            ? "an ISO date or seconds or milliseconds since 1970"
                            : from.text();
            throw new CannotConvert(value, "not " + expected);
        }
    }

    private ZonedDateTime read(Object value) throws CannotConvert {
        String text = Converter.text(value).strip();
        if (from != null && from.unit() != null) {
            return epoch(decimal(text), from.unit());
        }
        if (from == null && (value instanceof Number || EPOCH.matcher(text).matches())) {
            BigDecimal number = decimal(text);
            boolean millis = number.abs().compareTo(FIRST_MILLIS) >= 0;
            return epoch(number, millis ? DateFormat.Unit.MILLIS : DateFormat.Unit.SECONDS);
        }
        TemporalAccessor parsed = (from == null ? DateFormat.ISO : from).parse(text);
        if (parsed instanceof LocalDate date) {
            return date.atStartOfDay(zone);
        }
        return parsed instanceof LocalDateTime dateTime
                ? dateTime.atZone(zone)
                : (ZonedDateTime) parsed;
    }

    private static BigDecimal decimal(String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            if (number.precision() - number.scale() > 18) {
                throw new DateTimeException("beyond any date");
            }
            return number;
        } catch (NumberFormatException e) {
            throw new DateTimeException("not a number", e);
        }
    }

    private static ZonedDateTime epoch(BigDecimal number, DateFormat.Unit unit) {
        BigDecimal millis = unit == DateFormat.Unit.MILLIS ? number : number.movePointRight(3);
        return Instant.ofEpochMilli(millis.setScale(0, RoundingMode.FLOOR).longValueExact())
                .atZone(ZoneOffset.UTC);
    }
}
