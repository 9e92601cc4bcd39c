package io.tidegate.sandbox.identity;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A JSON value as the type that is looked for; empty if it is another one. */
final class As {
    private As() {}

    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> map(@Nullable Object value) {
        return value instanceof Map ? (Map<String, @Nullable Object>) value : Map.of();
    }

    @SuppressWarnings("unchecked")
    static List<@Nullable Object> list(@Nullable Object value) {
        return value instanceof List ? (List<@Nullable Object>) value : List.of();
    }

    /** Null if it is no text, or an empty one. */
    static @Nullable String text(@Nullable Object value) {
        return value instanceof String text && !text.isEmpty() ? text : null;
    }

    static List<String> texts(@Nullable Object value) {
        return list(value).stream().map(As::text).filter(Objects::nonNull).toList();
    }
}
