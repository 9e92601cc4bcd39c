package io.tidegate.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps single texts from whoever reads the journal: a mapped password stands in it as {@code
 * {{sealed:…}}}, and is opened in memory alone.
 */
public interface Sealing {
    String BEGIN = "{{sealed:";
    String END = "}}";

    /** Where nothing is stored: texts stay as they are, sealed or not. */
    Sealing NONE =
            new Sealing() {
                @Override
                public String seal(String connector, String text) {
                    return text;
                }

                @Override
                public String open(String connector, String sealed) {
                    return sealed;
                }
            };

    /**
     * With {@link #BEGIN} and {@link #END}.
     *
     * @param connector id of the inflow that the text was posted to: no other opens it
     */
    String seal(String connector, String text);

    /**
     * Null if it was not sealed here for this connector, or the key that it was sealed with is
     * gone.
     */
    @Nullable String open(String connector, String sealed);

    static boolean isSealed(@Nullable Object value) {
        return value instanceof String text && text.startsWith(BEGIN) && text.endsWith(END);
    }

    /** The value with its texts changed, at any depth; itself if none is. */
    static @Nullable Object changed(@Nullable Object value, UnaryOperator<@Nullable Object> leaf) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            boolean same = true;
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                Object now = changed(entry.getValue(), leaf);
                same &= now == entry.getValue();
                copy.put(String.valueOf(entry.getKey()), now);
            }
            return same ? map : copy;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            boolean same = true;
            for (Object element : list) {
                Object now = changed(element, leaf);
                same &= now == element;
                copy.add(now);
            }
            return same ? list : copy;
        }
        return leaf.apply(value);
    }
}
