package io.tidegate.destination;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value in a message. */
final class Shown {
    private static final int LONGEST = 80;

    private Shown() {}

    static String of(@Nullable Object value) {
        if (value instanceof Map) {
            return "a map";
        }
        if (value instanceof List) {
            return "a list";
        }
        if (value == null) {
            return "nothing";
        }
        String text = value.toString();
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return value instanceof String
                ? "\"" + cut + "\""
                : (value instanceof Number ? "the number " : "") + cut;
    }
}
