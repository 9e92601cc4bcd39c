package io.tidegate.profile;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** Numbers that a profile may hold. */
final class Numbers {
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,10}");
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?[0-9]{1,30}(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,2})?");

    /** Above any number that stands for something here, and quick to write out. */
    private static final int MOST_BITS = 512;

    private Numbers() {}

    static Integer whole(Object raw) throws NotUsable {
        NotUsable wrong = new NotUsable("a whole number from -2147483648 to 2147483647");
        try {
            if (raw instanceof String text) {
                String digits = text.strip();
                if (!WHOLE.matcher(digits).matches()) {
                    throw wrong;
                }
                return Integer.valueOf(digits);
            }
            if (raw instanceof Number number && isShort(number)) {
                return new BigDecimal(number.toString()).intValueExact();
            }
        } catch (ArithmeticException | NumberFormatException e) {
            throw wrong;
        }
        throw wrong;
    }

    static Number decimal(Object raw) throws NotUsable {
        if (raw instanceof Number number && isShort(number) && isFinite(number)) {
            return number;
        }
        if (raw instanceof String text && DECIMAL.matcher(text.strip()).matches()) {
            return new BigDecimal(text.strip());
        }
        throw new NotUsable("a number such as 12.5");
    }

    static String text(Number number) {
        if (!isShort(number)) {
            return "a number of too many digits";
        }
        return number instanceof BigDecimal decimal ? decimal.toPlainString() : number.toString();
    }

    /** Whether writing it out is a matter of some hundred digits. */
    static boolean isShort(Number number) {
        if (number instanceof BigInteger whole) {
            return whole.bitLength() <= MOST_BITS;
        }
        return !(number instanceof BigDecimal decimal)
                || decimal.unscaledValue().bitLength() <= MOST_BITS
                        && Math.abs((long) decimal.scale()) <= MOST_BITS;
    }

    private static boolean isFinite(Number number) {
        return !(number instanceof Double || number instanceof Float)
                || Double.isFinite(number.doubleValue());
    }
}
