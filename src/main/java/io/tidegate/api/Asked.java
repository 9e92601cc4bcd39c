package io.tidegate.api;

import io.tidegate.access.Caller;
import java.util.Map;

/**
 * One request.
 *
 * @param uri path and query, percent-encoded
 * @param headers by names in lower case; of those that the API reads
 */
public record Asked(
        String method, String uri, Map<String, String> headers, byte[] body, Caller caller) {
    /** The path alone, for a log. */
    String path() {
        return uri.replaceAll("\\?.*", "");
    }

    @Override
    public String toString() {
        return method + " " + path();
    }
}
