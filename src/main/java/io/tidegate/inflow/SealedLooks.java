package io.tidegate.inflow;

import io.tidegate.event.Sealing;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Refuses posts in which a text looks sealed: only what is sealed here may, and what is stored so
 * is opened.
 */
final class SealedLooks {
    private SealedLooks() {}

    static void refuse(PostContent content) throws Refused {
        String pointer = find(content.json());
        if (pointer != null) {
            throw Refused.content(
                    pointer,
                    "a text that holds "
                            + Sealing.BEGIN
                            + " is not taken from outside: it stands for a password that is"
                            + " encrypted here");
        }
    }

    /** RFC 6901, to the first such text; null: there is none. */
    private static @Nullable String find(@Nullable Object value) {
        if (value instanceof String text) {
            return text.contains(Sealing.BEGIN) ? "" : null;
        }
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                String found = find(entry.getValue());
                if (found != null) {
                    return "/" + escaped(String.valueOf(entry.getKey())) + found;
                }
            }
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                String found = find(list.get(i));
                if (found != null) {
                    return "/" + i + found;
                }
            }
        }
        return null;
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
