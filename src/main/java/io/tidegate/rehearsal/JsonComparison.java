package io.tidegate.rehearsal;

import io.tidegate.event.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds where an author's JSON, a body or a result, is not as expected. */
final class JsonComparison {
    /** In words, for what is not there. */
    static final String NOTHING = "nothing";

    private final boolean whole;
    private final Told told;

    /** Told of each difference; both sides are JSON or words. */
    interface Told {
        void differ(List<String> path, String expected, String actual);
    }

    /**
     * @param whole whether a map may have no keys but those that are expected
     */
    JsonComparison(boolean whole, Told told) {
        this.whole = whole;
        this.told = told;
    }

    void compare(List<String> path, @Nullable Object expected, @Nullable Object actual) {
        if (expected instanceof Map<?, ?> map && actual instanceof Map<?, ?> other) {
            maps(path, map, other);
        } else if (expected instanceof List<?> list && actual instanceof List<?> other) {
            lists(path, list, other);
        } else if (!same(expected, actual)) {
            told.differ(path, Json.text(expected), Json.text(actual));
        }
    }

    private void maps(List<String> path, Map<?, ?> expected, Map<?, ?> actual) {
        expected.forEach(
                (key, value) -> {
                    List<String> at = below(path, String.valueOf(key));
                    if (actual.containsKey(key)) {
                        compare(at, value, actual.get(key));
                    } else {
                        told.differ(at, Json.text(value), NOTHING);
                    }
                });
        actual.forEach(
                (key, value) -> {
                    if (whole && !expected.containsKey(key)) {
                        told.differ(below(path, String.valueOf(key)), NOTHING, Json.text(value));
                    }
                });
    }

    private void lists(List<String> path, List<?> expected, List<?> actual) {
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            List<String> at = below(path, String.valueOf(i));
            if (i >= expected.size() || i >= actual.size()) {
                told.differ(at, at(expected, i), at(actual, i));
            } else {
                compare(at, expected.get(i), actual.get(i));
            }
        }
    }

    private static String at(List<?> list, int index) {
        return index < list.size() ? Json.text(list.get(index)) : NOTHING;
    }

    static boolean same(@Nullable Object one, @Nullable Object other) {
        return one instanceof Number && other instanceof Number
                ? new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString())) == 0
                : Objects.equals(one, other);
    }

    static List<String> below(List<String> path, String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
    }
}
