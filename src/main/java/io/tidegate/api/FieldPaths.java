package io.tidegate.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The paths of events: what stands there, how often, and an example. */
final class FieldPaths {
    private static final int MOST = 2_000;
    private static final int ELEMENTS = 10;
    private static final int EXAMPLE = 200;
    private static final int DEEPEST = 20;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Map<String, Seen> found = new LinkedHashMap<>();
    private int event;

    private static final class Seen {
        final TreeSet<String> kinds = new TreeSet<>();
        @Nullable Object example;
        int count;
        int last;
    }

    void add(Map<String, @Nullable Object> root) {
        event++;
        root.forEach((key, value) -> look("$" + step(key), value, 0));
    }

    private void look(String path, @Nullable Object value, int depth) {
        if (depth > DEEPEST || !note(path, value)) {
            return;
        }
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, below) -> look(path + step(String.valueOf(key)), below, depth + 1));
        } else if (value instanceof List<?> list) {
            list.stream()
                    .limit(ELEMENTS)
                    .forEach(element -> look(path + "[0]", element, depth + 1));
        }
    }

    /** False if there are too many. */
    private boolean note(String path, @Nullable Object value) {
        Seen seen = found.get(path);
        if (seen == null) {
            if (found.size() == MOST) {
                return false;
            }
            seen = new Seen();
            found.put(path, seen);
        }
        if (seen.last != event) { // elements of a list share a path
            seen.count++;
            seen.last = event;
        }
        seen.kinds.add(kind(value));
        if (seen.example == null && !(value instanceof Map) && !(value instanceof List)) {
            seen.example =
                    value instanceof String text && text.length() > EXAMPLE
                            ? text.substring(0, text.offsetByCodePoints(0, EXAMPLE / 2)) + "…"
                            : value;
        }
        return true;
    }

    private static String step(String key) {
        return PLAIN.matcher(key).matches()
                ? "." + key
                : "['" + key.replace("\\", "\\\\").replace("'", "\\'") + "']";
    }

    private static String kind(@Nullable Object value) {
        if (value instanceof Map) {
            return "object";
        }
        if (value instanceof List) {
            return "array";
        }
        return value == null
                ? "null"
                : value instanceof String
                        ? "string"
                        : value instanceof Boolean ? "boolean" : "number";
    }

    List<Map<String, @Nullable Object>> items() {
        List<Map<String, @Nullable Object>> items = new ArrayList<>();
        found.forEach(
                (path, seen) -> {
                    Map<String, @Nullable Object> item = new LinkedHashMap<>();
                    item.put("path", path);
                    item.put("kinds", List.copyOf(seen.kinds));
                    item.put("example", seen.example);
                    item.put("seen", seen.count);
                    items.add(item);
                });
        return items;
    }
}
