package io.tidegate.mapping;

import io.tidegate.event.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values of an event as an error message may show them: as JSON, {@value #LIMIT} characters at
 * most.
 */
final class Shown {
    static final int LIMIT = 80;

    private Shown() {}

    static String value(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return "an object with " + map.size() + (map.size() == 1 ? " field" : " fields");
        }
        if (value instanceof List<?> list) {
            return "a list of " + list.size();
        }
        if (value instanceof String text) {
            return Json.text(cut(text));
        }
        return cut(String.valueOf(value));
    }

    static String cut(String text) {
        if (text.length() <= LIMIT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LIMIT - 2)) ? LIMIT - 2 : LIMIT - 1;
        return text.substring(0, end) + "…";
    }
}
