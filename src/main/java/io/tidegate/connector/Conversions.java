package io.tidegate.connector;

import java.util.LinkedHashMap;
import java.util.Map;

/** The words for {@link OutflowField#convert}: one for each converter of the catalogue. */
public interface Conversions {
    /** Removes white space at both ends. */
    default Conversion trim() {
        return new Conversion("trim", null);
    }

    /** Lower case. */
    default Conversion lower() {
        return new Conversion("lower", null);
    }

    /** Upper case. */
    default Conversion upper() {
        return new Conversion("upper", null);
    }

    /** First letter in upper case, the rest as it is. */
    default Conversion capitalize() {
        return new Conversion("capitalize", null);
    }

    /** As text; an object as its JSON. */
    default Conversion string() {
        return new Conversion("string", null);
    }

    /** A text such as "12.50" as a number. */
    default Conversion number() {
        return new Conversion("number", null);
    }

    /** true, yes, on, 1 and false, no, off, 0 (any case) as a boolean. */
    default Conversion bool() {
        return new Conversion("boolean", null);
    }

    /**
     * A date, ISO or epoch, in another format.
     *
     * @param to a pattern of {@link java.time.format.DateTimeFormatter}, {@code iso}, {@code
     *     epoch-seconds} or {@code epoch-millis}
     */
    default Conversion date(String to) {
        return new Conversion("date", to);
    }

    /** A date that is written in the format {@code from}, in another one. */
    default Conversion date(String from, String to) {
        return new Conversion("date", ordered("from", from, "to", to));
    }

    /** The same; where a format says no zone it is this one, such as {@code Europe/Berlin}. */
    default Conversion date(String from, String to, String zone) {
        return new Conversion("date", ordered("from", from, "to", to, "zone", zone));
    }

    /** A text into a list, cut at each separator. */
    default Conversion split(String separator) {
        return new Conversion("split", separator);
    }

    /** A list into a text. */
    default Conversion join(String separator) {
        return new Conversion("join", separator);
    }

    /** The first element of a list. */
    default Conversion first() {
        return new Conversion("first", null);
    }

    /** The last element of a list. */
    default Conversion last() {
        return new Conversion("last", null);
    }

    /** At most so many characters. */
    default Conversion truncate(int characters) {
        return new Conversion("truncate", characters);
    }

    /** A phone number that begins with +, as +15551234567. */
    default Conversion phoneE164() {
        return new Conversion("phone-e164", null);
    }

    /** A phone number as +15551234567; one without + is of this region, such as {@code US}. */
    default Conversion phoneE164(String region) {
        return new Conversion("phone-e164", Map.of("region", region));
    }

    /** SHA-256 of the text in UTF-8, as lower case hex. */
    default Conversion sha256() {
        return new Conversion("sha256", null);
    }

    /**
     * The value found in a table.
     *
     * @param file {@code .csv}, {@code .json} or {@code .yaml}, relative to the Java file
     */
    default Conversion lookup(String file) {
        return new Conversion("lookup", Map.of("file", file));
    }

    /** The value found in a table, or {@code otherwise}. */
    default Conversion lookup(String file, Object otherwise) {
        return new Conversion("lookup", ordered("file", file, "default", otherwise));
    }

    /** The value behind the key; the one behind {@code else} if there is no such key. */
    default Conversion lookup(Map<String, ?> pairs) {
        return new Conversion("lookup", pairs);
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return map;
    }
}
