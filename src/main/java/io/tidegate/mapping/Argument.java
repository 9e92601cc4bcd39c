package io.tidegate.mapping;

import io.tidegate.schema.Keys;
import io.tidegate.schema.Shape;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a converter is given in the mapping.
 *
 * @param value {@link Source#MISSING} if the converter stands alone, as in {@code convert: [trim]}
 * @param example how the converter is written, for error messages
 */
record Argument(@Nullable Object value, String example, LookupTables lookups) {
    void none() throws InvalidArgument {
        if (value != Source.MISSING) {
            throw wrong("it takes no argument");
        }
    }

    boolean isMissing() {
        return value == Source.MISSING;
    }

    String text() throws InvalidArgument {
        if (value instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw wrong("it needs a text" + (isMissing() ? "" : ", not " + Shown.value(value)));
    }

    int number(Shape.Whole allowed) throws InvalidArgument {
        int least = allowed.least();
        int most = allowed.most();
        if (value instanceof Integer number && number >= least && number <= most) {
            return number;
        }
        String seen = isMissing() ? "" : ", not " + Shown.value(value);
        throw wrong("it needs a whole number from " + least + " to " + most + seen);
    }

    /** The argument as a map of texts whose keys are among the allowed ones. */
    Map<?, ?> map(Keys keys) throws InvalidArgument {
        List<String> allowed = keys.names();
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong("it needs " + allowed + (isMissing() ? "" : ", not " + Shown.value(value)));
        }
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = String.valueOf(entry.getKey());
            if (!allowed.contains(key)) {
                throw wrongAt(
                        key,
                        "unknown key \""
                                + key
                                + "\"; there are "
                                + allowed
                                + Nearest.to(key, allowed));
            }
            if (!(entry.getValue() instanceof String text) || text.isEmpty()) {
                throw wrongAt(key, "it needs a text, not " + Shown.value(entry.getValue()));
            }
        }
        return map;
    }

    InvalidArgument wrong(String why) {
        return new InvalidArgument(List.of(), why + "; write it as " + example);
    }

    InvalidArgument wrongAt(String key, String why) {
        return new InvalidArgument(List.of(key), why + "; write it as " + example);
    }
}
