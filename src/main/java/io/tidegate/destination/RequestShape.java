package io.tidegate.destination;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as a file writes it, its parameters still by name.
 *
 * @param body what is put around the mapped body, as plain JSON; null: nothing
 * @param form whether the body is a form instead of JSON
 */
public record RequestShape(
        String method,
        String url,
        Map<String, String> headers,
        @Nullable Object body,
        boolean form) {
    public RequestShape {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }
}
