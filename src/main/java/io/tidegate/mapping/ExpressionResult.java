package io.tidegate.mapping;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What JSONata gave, made plain. Used once. */
final class ExpressionResult {
    static final int MAX_VALUES = 100_000;

    /** Below this, a double holds every whole number. */
    private static final double EXACT = 1L << 53;

    private int values;

    /** Plain Java that shares nothing with what it was made of. */
    @Nullable Object plain(@Nullable Object value) {
        if (++values > MAX_VALUES) {
            throw new Unusable("it gave more than " + MAX_VALUES + " values");
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> plain = new LinkedHashMap<>();
            map.forEach((name, field) -> plain.put(String.valueOf(name), plain(field)));
            return plain;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> plain = new ArrayList<>(Math.min(list.size(), 1_000));
            for (Object element : list) {
                plain.add(plain(element));
            }
            return plain;
        }
        if (value instanceof Double number) {
            return number(number);
        }
        boolean known =
                value == null
                        || value instanceof String
                        || value instanceof Boolean
                        || value instanceof Integer
                        || value instanceof Long
                        || value instanceof BigInteger
                        || value instanceof BigDecimal;
        if (!known) {
            throw new Unusable("it gave a function, not a value");
        }
        return value;
    }

    private static Number number(double number) {
        if (!Double.isFinite(number)) {
            throw new Unusable("it gave a number that JSON cannot hold");
        }
        if (number != Math.rint(number) || Math.abs(number) >= EXACT) {
            return BigDecimal.valueOf(number);
        }
        long whole = (long) number;
        return whole == (int) whole ? (Number) (int) whole : (Number) whole;
    }
}
