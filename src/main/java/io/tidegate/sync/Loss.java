package io.tidegate.sync;

import io.tidegate.identity.Change;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A change that is not written. */
record Loss(Change change, Why why) {
    private static final int LONGEST = 100;

    /** Each as the note says it. */
    enum Why {
        REPORT("reported", "the system reports what it was sent before; the account has moved on"),
        LATER("later", "the account was changed later"),
        NOT_EMPTY("not-empty", "the field is not empty");

        private final String word;
        private final String reason;

        Why(String word, String reason) {
            this.word = word;
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    /** {@code {field, posted, kept, by}}. */
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("field", change.field());
        json.put("posted", cut(change.now()));
        json.put("kept", cut(change.was()));
        json.put("by", why.word);
        return json;
    }

    private static @Nullable String cut(@Nullable Object value) {
        String text = value == null ? null : value.toString();
        return text == null || text.length() <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST / 2)) + "…";
    }
}
