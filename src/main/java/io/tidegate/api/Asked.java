package io.tidegate.api;

import io.tidegate.access.Caller;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request.
 *
 * @param uri path and query, percent-encoded
 * @param headers by names in lower case; of those that the API reads
 * @param from the address that it came from; null: this machine's command line
 */
public record Asked(
        String method,
        String uri,
        Map<String, String> headers,
        byte[] body,
        Caller caller,
        @Nullable String from) {

    public Asked(
            String method, String uri, Map<String, String> headers, byte[] body, Caller caller) {
        this(method, uri, headers, body, caller, null);
    }

    /** The path alone, for a log. */
    String path() {
        return uri.replaceAll("\\?.*", "");
    }

    @Override
    public String toString() {
        return method + " " + path();
    }
}
