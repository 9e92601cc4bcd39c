package io.tidegate.connector;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An HTTP API.
 *
 * @param uri its host is fixed before any event is seen, unless it starts with {@code {{env:…}}}:
 *     then whoever resolves it checks scheme and host
 * @param method upper case
 * @param headers in the order written; names differ in more than case
 */
public record HttpTarget(Template uri, String method, Map<String, Template> headers, Mark mark)
        implements Target {
    public HttpTarget {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }
}
