package io.tidegate.mapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies of plain Java values that share no map and no list with their original. */
final class Plain {
    private Plain() {}

    static @Nullable Object copy(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy =
                    new LinkedHashMap<>(Math.max(4, map.size() * 4 / 3 + 1));
            map.forEach((name, field) -> copy.put(String.valueOf(name), copy(field)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            for (Object element : list) {
                copy.add(copy(element));
            }
            return copy;
        }
        return value;
    }

    /**
     * A scalar as text: a number keeps its digits, without an exponent where it is short enough to
     * write out.
     */
    static @Nullable String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.scale() >= -20 && decimal.scale() <= 40
                    ? decimal.toPlainString()
                    : decimal.toString();
        }
        if (value instanceof Double number) {
            return text(BigDecimal.valueOf(number));
        }
        return value instanceof Number || value instanceof Boolean ? value.toString() : null;
    }
}
