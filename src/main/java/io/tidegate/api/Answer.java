package io.tidegate.api;

import io.tidegate.event.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the API says.
 *
 * @param body JSON: an object, or a problem if the status is 400 or above
 */
public record Answer(int status, Map<String, String> headers, byte[] body) {
    static final String JSON = "application/json";
    static final String PROBLEM = "application/problem+json";

    static Answer ok(Object json) {
        return json(200, json);
    }

    static Answer json(int status, Object json) {
        return new Answer(status, Map.of("Content-Type", JSON), Json.write(json));
    }

    /** {@code {"items": […], "next": …}}. */
    static Answer list(List<?> items, @Nullable Long next) {
        return ok(listed(items, next));
    }

    /**
     * The same of a search.
     *
     * @param notSearched what the text was not looked for in, and why; null: it was everywhere
     */
    static Answer list(List<?> items, @Nullable Long next, @Nullable String notSearched) {
        Map<String, @Nullable Object> list = listed(items, next);
        if (notSearched != null) {
            list.put("notSearched", notSearched);
        }
        return ok(list);
    }

    private static Map<String, @Nullable Object> listed(List<?> items, @Nullable Long next) {
        Map<String, @Nullable Object> list = new LinkedHashMap<>();
        list.put("items", items);
        list.put("next", next == null ? null : Cursor.of(next));
        return list;
    }
}
