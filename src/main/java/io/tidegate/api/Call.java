package io.tidegate.api;

import io.tidegate.access.Caller;
import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request for one operation.
 *
 * @param path the values of the template's {@code {…}}, decoded
 * @param query each at most once
 * @param headers by names in lower case; of those that the API reads
 */
public record Call(
        List<String> path,
        Map<String, String> query,
        byte[] body,
        Caller caller,
        Map<String, String> headers) {
    static final int DEFAULT_LIMIT = 50;
    static final int MAX_LIMIT = 500;
    static final int MAX_TEXT = 200;

    Call(List<String> path, Map<String, String> query, Asked asked) {
        this(path, query, asked.body(), asked.caller(), asked.headers());
    }

    /** Who asks, as it is written down. */
    String by() {
        return caller.name();
    }

    @Nullable String query(String name) {
        return query.get(name);
    }

    int limit() {
        String text = query.get("limit");
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        int limit = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new Refusal(
                    400, "limit is \"" + text + "\", allowed is a number from 1 to " + MAX_LIMIT);
        }
        return limit;
    }

    /** What is searched for; null without it. */
    @Nullable String text() {
        String text = query.get("text");
        if (text != null && (text.isBlank() || text.length() > MAX_TEXT)) {
            throw new Refusal(
                    400,
                    "text has "
                            + text.length()
                            + " characters, allowed are 1 to "
                            + MAX_TEXT
                            + ", not all blank");
        }
        return text == null ? null : text.strip();
    }

    /** Only what has a lower id; {@link Long#MAX_VALUE} begins at the newest. */
    long before() {
        String cursor = query.get("cursor");
        return cursor == null ? Long.MAX_VALUE : Cursor.read(cursor);
    }

    /** The id in the path; a text that cannot be one is not there. */
    long id(String what) {
        String text = path.get(0);
        if (!text.matches("\\d{1,19}")
                || (text.length() == 19 && text.compareTo(Long.toString(Long.MAX_VALUE)) > 0)) {
            throw notFound(what);
        }
        return Long.parseLong(text);
    }

    Refusal notFound(String what) {
        return new Refusal(
                404,
                "there is no "
                        + what
                        + " "
                        + path.get(0)
                        + "; it may have been deleted by its age");
    }

    /** The body's JSON object; an absent body is an empty one. */
    Map<?, ?> object() {
        if (body.length == 0) {
            return Map.of();
        }
        try {
            if (Json.parse(body) instanceof Map<?, ?> object) {
                return object;
            }
            throw Refusal.of(400, "", "the body must be a JSON object");
        } catch (InvalidJson e) {
            throw Refusal.of(400, "", "the body is not JSON: " + e.getMessage());
        }
    }
}
