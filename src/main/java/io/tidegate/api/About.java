package io.tidegate.api;

import org.jspecify.annotations.Nullable;

/** What an event says of itself; what is null does not matter. */
record About(@Nullable String type, @Nullable String subject, @Nullable String source) {
    static final About ANYTHING = new About(null, null, null);

    static About of(Call call) {
        return new About(call.query("type"), call.query("subject"), call.query("source"));
    }

    boolean isEmpty() {
        return type == null && subject == null && source == null;
    }
}
