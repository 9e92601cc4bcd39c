package io.tidegate.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes an object fit of which nothing is known but bounds. Used once. */
final class FreeShape {
    private static final int MOST_DEPTH = 20;
    private static final int MOST_VALUES = 2_000;
    private static final int MOST_NAME = 200;
    private static final int MOST_TEXT = 10_000;

    private final Texts texts;
    private final int most;
    private int units;
    private int values;

    /** So many UTF-16 units of texts and names in all. */
    FreeShape(Texts texts, int most) {
        this.texts = texts;
        this.most = most;
    }

    Object read(Object raw, Trail trail) throws NotUsable {
        if (!(raw instanceof Map<?, ?> map)) {
            throw new NotUsable("an object");
        }
        return map(map, 1, trail);
    }

    private Map<String, @Nullable Object> map(Map<?, ?> raw, int depth, Trail trail)
            throws NotUsable {
        bound(depth <= MOST_DEPTH);
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : raw.entrySet()) {
            String name = name(String.valueOf(entry.getKey()), trail);
            if (map.containsKey(name)) {
                throw new NotUsable(
                        "an object whose names differ in more than invisible characters");
            }
            map.put(name, value(entry.getValue(), depth, trail));
        }
        return map;
    }

    private String name(String raw, Trail trail) throws NotUsable {
        return counted(texts.clean(raw, Kind.LINE, MOST_NAME, trail));
    }

    private @Nullable Object value(@Nullable Object raw, int depth, Trail trail) throws NotUsable {
        bound(++values <= MOST_VALUES);
        if (raw instanceof Map<?, ?> map) {
            return map(map, depth + 1, trail);
        }
        if (raw instanceof List<?> list) {
            bound(depth < MOST_DEPTH);
            List<@Nullable Object> copy = new ArrayList<>();
            for (Object element : list) {
                copy.add(value(element, depth + 1, trail));
            }
            return copy;
        }
        if (raw instanceof Number number) {
            return Numbers.decimal(number);
        }
        return raw == null || raw instanceof Boolean
                ? raw
                : counted(texts.clean(raw.toString(), Kind.TEXT, MOST_TEXT, trail));
    }

    private String counted(String text) throws NotUsable {
        units += text.length();
        bound(units <= most);
        return text;
    }

    private void bound(boolean held) throws NotUsable {
        if (!held) {
            throw new NotUsable(
                    "an object of at most "
                            + MOST_DEPTH
                            + " levels, "
                            + MOST_VALUES
                            + " values and "
                            + most
                            + " characters");
        }
    }
}
