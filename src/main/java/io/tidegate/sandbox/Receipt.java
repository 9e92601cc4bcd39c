package io.tidegate.sandbox;

import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that the third party got, and what it answered.
 *
 * @param host that was meant
 * @param target path and query
 * @param body at most {@link #MAX_BODY} bytes of it
 * @param repeat how many requests with the same Idempotency-Key came before
 * @param status 0 if it closed the connection
 */
record Receipt(
        Instant at,
        String method,
        String host,
        String target,
        Map<String, String> headers,
        byte[] body,
        int repeat,
        int status) {
    static final int MAX_BODY = 8 * 1024;

    String url() {
        return host + target;
    }

    @Nullable String key() {
        return headers.get("idempotency-key");
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", at.toString());
        json.put("method", method);
        json.put("host", host);
        json.put("path", target);
        json.put("headers", headers);
        json.put("body", bodyJson());
        json.put("repeat", repeat);
        json.put("status", status);
        return json;
    }

    private @Nullable Object bodyJson() {
        try {
            return body.length == 0 ? null : Json.parse(body);
        } catch (InvalidJson cutOrNotJson) {
            return text();
        }
    }
}
