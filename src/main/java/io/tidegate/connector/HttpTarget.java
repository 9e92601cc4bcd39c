package io.tidegate.connector;

import io.tidegate.destination.Filled;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP API.
 *
 * @param uri its host is fixed before any event is seen, unless it starts with {@code {{env:…}}}:
 *     then whoever resolves it checks scheme and host
 * @param method upper case
 * @param headers in the order written; names differ in more than case
 * @param destination what is to be done beyond that; null: the connector names none
 */
public record HttpTarget(
        Template uri,
        String method,
        Map<String, Template> headers,
        Mark mark,
        @Nullable Filled destination)
        implements Target {
    public HttpTarget(Template uri, String method, Map<String, Template> headers, Mark mark) {
        this(uri, method, headers, mark, null);
    }

    public HttpTarget {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }
}
