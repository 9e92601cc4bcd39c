package io.tidegate.mapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The event as JSONata gets it: a deep copy, as its operators write into what they are given, in
 * which a decimal is a double if that loses none of its digits.
 *
 * @param writesJson the expression makes the library write JSON and read it again; a name with a
 *     quote would break out of its place and become fields that nobody sent
 */
record ExpressionInput(boolean writesJson) {

    @Nullable Object copy(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy =
                    new LinkedHashMap<>(Math.max(4, map.size() * 4 / 3 + 1));
            map.forEach((name, field) -> copy.put(checked(String.valueOf(name)), copy(field)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            for (Object element : list) {
                copy.add(copy(element));
            }
            return copy;
        }
        if (value instanceof BigDecimal decimal) {
            double number = decimal.doubleValue();
            boolean exact =
                    Double.isFinite(number) && BigDecimal.valueOf(number).compareTo(decimal) == 0;
            return exact ? (Object) number : decimal;
        }
        return value;
    }

    private String checked(String name) {
        if (writesJson && name.chars().anyMatch(c -> c == '"' || c == '\\' || c < ' ')) {
            throw new Unusable(
                    "|…|, $clone and $string cannot take the field name "
                            + Shown.value(name)
                            + ", which has a quote, a backslash or a control character");
        }
        return name;
    }
}
