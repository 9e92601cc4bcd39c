package io.tidegate.api;

import io.tidegate.access.SensitiveFields;
import io.tidegate.event.Json;
import io.tidegate.failedquery.Replay;
import io.tidegate.failedquery.Replay.AsItWas;
import io.tidegate.failedquery.Replay.Body;
import io.tidegate.failedquery.Replay.Edited;
import io.tidegate.failedquery.Replay.FromEvent;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of a replay: {@code {}}, {@code {"request": {url?, headers?, body?}}} or {@code {"from":
 * "event"}}.
 */
final class ReplayBody {
    private static final Set<String> KEYS = Set.of("request", "from");
    private static final Set<String> REQUEST_KEYS = Set.of("url", "headers", "body");

    private ReplayBody() {}

    static Replay read(Map<?, ?> body) {
        known(body, KEYS, "", "request, from");
        if (body.size() == 2) {
            throw Refusal.of(
                    422, "", "a replay has either \"request\" or \"from\", this one has both");
        }
        if (body.containsKey("from")) {
            if (!"event".equals(body.get("from"))) {
                throw Refusal.of(
                        422,
                        "/from",
                        "from is " + Json.text(body.get("from")) + ", allowed is \"event\"");
            }
            return new FromEvent();
        }
        return body.containsKey("request") ? edited(body.get("request")) : new AsItWas();
    }

    private static Edited edited(@Nullable Object request) {
        if (!(request instanceof Map<?, ?> map) || map.isEmpty()) {
            throw Refusal.of(
                    422,
                    "/request",
                    "request must be an object with one or more of url, headers, body");
        }
        known(map, REQUEST_KEYS, "/request", "url, headers, body");
        return new Edited(
                map.containsKey("url") ? text(map.get("url"), "/request/url") : null,
                map.containsKey("headers") ? headers(map.get("headers")) : null,
                map.containsKey("body") ? new Body(bytes(map.get("body"))) : null);
    }

    private static void known(Map<?, ?> map, Set<String> keys, String pointer, String allowed) {
        for (Object key : map.keySet()) {
            if (!keys.contains(String.valueOf(key))) {
                throw Refusal.of(
                        422,
                        pointer + "/" + key,
                        "\"" + key + "\" is unknown here, allowed: " + allowed);
            }
        }
    }

    private static Map<String, String> headers(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw Refusal.of(422, "/request/headers", "headers must be an object of texts");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        map.forEach(
                (name, text) ->
                        headers.put(String.valueOf(name), text(text, "/request/headers/" + name)));
        return headers;
    }

    private static String text(@Nullable Object value, String pointer) {
        if (value instanceof String text && !text.contains(SensitiveFields.MASK)) {
            return text;
        }
        if (value instanceof String) {
            throw Refusal.of(
                    422,
                    pointer,
                    "the value is masked ("
                            + SensitiveFields.MASK
                            + "), which cannot be sent; write it, or leave its object out");
        }
        throw Refusal.of(422, pointer, "the value is " + Json.text(value) + ", allowed is a text");
    }

    /** A text is sent as it is, null is no body, anything else is sent as JSON. */
    private static byte @Nullable [] bytes(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        return value instanceof String text
                ? text.getBytes(StandardCharsets.UTF_8)
                : Json.write(value);
    }
}
