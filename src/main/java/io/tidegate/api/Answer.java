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
        Map<String, @Nullable Object> list = new LinkedHashMap<>();
        list.put("items", items);
        list.put("next", next == null ? null : Cursor.of(next));
        return ok(list);
    }
}
