package io.tidegate.mapping;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts as numbers of the narrowest type that keeps every digit. */
final class Numbers {
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?\\d{1,100}(\\.\\d{1,100})?([eE][+-]?\\d{1,3})?");

    private Numbers() {}

    static @Nullable Object number(Object value) throws CannotConvert {
        if (value instanceof Number) {
            return value;
        }
        if (!(value instanceof String raw)) {
            throw new CannotConvert(value, "it takes numbers and texts such as \"12.50\"");
        }
        String text = raw.strip();
        if (text.isEmpty()) {
            return Source.MISSING;
        }
        if (!NUMBER.matcher(text).matches()) {
            throw new CannotConvert(value, "not a number such as 12, -3.50 or 1e6");
        }
        return text.chars().allMatch(c -> c != '.' && c != 'e' && c != 'E')
                ? whole(new BigInteger(text))
                : new BigDecimal(text);
    }

    private static Number whole(BigInteger number) {
        if (number.bitLength() < 32) {
            return number.intValue();
        }
        return number.bitLength() < 64 ? (Number) number.longValue() : number;
    }
}
