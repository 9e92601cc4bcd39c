package io.tidegate.rehearsal;

import static io.tidegate.rehearsal.JsonComparison.NOTHING;
import static io.tidegate.rehearsal.JsonComparison.below;
import static io.tidegate.rehearsal.JsonComparison.same;

import io.tidegate.connector.TestCase.Expectation;
import io.tidegate.connector.TimeSpan;
import io.tidegate.event.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds where an outcome is not as expected. Of a map only the keys that are expected are looked
 * at, but of a {@code body} or {@code result} all.
 */
final class Comparison {
    private final Expectation expectation;
    private final List<Difference> differences = new ArrayList<>();

    private Comparison(Expectation expectation) {
        this.expectation = expectation;
    }

    static List<Difference> of(Expectation expectation, Map<String, @Nullable Object> seen) {
        Comparison comparison = new Comparison(expectation);
        comparison.part(List.of(), expectation.values(), seen);
        return comparison.differences;
    }

    /** Keys of {@code expect}, whose meaning is ours. */
    private void part(List<String> path, Map<?, ?> expected, Map<?, ?> actual) {
        expected.forEach(
                (name, value) -> {
                    String key = String.valueOf(name);
                    List<String> below = below(path, key);
                    switch (key) {
                        case "bodyContains" -> json(below, "body", value, actual, false);
                        case "dataContains" -> json(below, "data", value, actual, false);
                        case "profileContains" -> json(below, "profile", value, actual, false);
                        case "body", "result", "profile", "match", "changed" ->
                                json(below, key, value, actual, true);
                        default -> known(below, value, actual.get(key));
                    }
                });
    }

    private void known(List<String> path, @Nullable Object expected, @Nullable Object actual) {
        String key = path.get(path.size() - 1);
        if (actual == null && expected == null) {
            return; // error: null says that there is none
        }
        if (actual == null) {
            differ(path, Json.text(expected), NOTHING);
        } else if (key.equals("headers") && expected instanceof Map<?, ?> headers) {
            headers(path, headers, (Map<?, ?>) actual);
        } else if (expected instanceof Map<?, ?> map && actual instanceof Map<?, ?> other) {
            part(path, map, other);
        } else if (expected instanceof List<?> list && actual instanceof List<?> other) {
            list(path, list, other);
        } else if (!matches(key, expected, actual)) {
            differ(path, Json.text(expected), Json.text(actual));
        }
    }

    /** Attempts and messages: each in its place, none left over. */
    private void list(List<String> path, List<?> expected, List<?> actual) {
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            List<String> at = below(path, String.valueOf(i));
            if (i >= actual.size()) {
                differ(at, Json.text(expected.get(i)), NOTHING);
            } else if (i >= expected.size()) {
                differ(at, "no more", Json.text(actual.get(i)));
            } else {
                known(at, expected.get(i), actual.get(i));
            }
        }
    }

    private static boolean matches(String key, @Nullable Object expected, Object actual) {
        return switch (key) {
            case "message", "error", "detail" ->
                    actual.toString().contains(String.valueOf(expected).strip());
            case "at" ->
                    TimeSpan.parse(String.valueOf(expected))
                            .equals(TimeSpan.parse(actual.toString()));
            case "refused" -> Boolean.TRUE.equals(expected);
            case "skipped" -> Boolean.TRUE.equals(expected) || same(strip(expected), actual);
            case "attempts" ->
                    same(expected, actual instanceof List<?> all ? (Object) all.size() : actual);
            case "endpoint" ->
                    List.of(actual, EndpointName.base(actual.toString()))
                            .contains(EndpointName.of(String.valueOf(expected)));
            case "method" -> String.valueOf(expected).equalsIgnoreCase(actual.toString());
            default -> same(expected, actual);
        };
    }

    private static @Nullable Object strip(@Nullable Object text) {
        return text instanceof String string ? string.strip() : text;
    }

    private void headers(List<String> path, Map<?, ?> expected, Map<?, ?> actual) {
        Map<String, Object> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        actual.forEach((name, value) -> byName.put(String.valueOf(name), value));
        expected.forEach(
                (name, value) -> {
                    Object found = byName.get(String.valueOf(name));
                    if (found == null || !found.toString().equals(String.valueOf(value))) {
                        differ(
                                below(path, String.valueOf(name)),
                                Json.text(value),
                                found == null ? NOTHING : Json.text(found));
                    }
                });
    }

    private void json(
            List<String> path,
            String key,
            @Nullable Object expected,
            Map<?, ?> holder,
            boolean whole) {
        if (holder.containsKey(key)) {
            new JsonComparison(whole, this::differ).compare(path, expected, holder.get(key));
        } else {
            differ(path, Json.text(expected), NOTHING);
        }
    }

    private void differ(List<String> path, String expected, String actual) {
        differences.add(
                new Difference(
                        String.join(".", path), expectation.at().apply(path), expected, actual));
    }
}
