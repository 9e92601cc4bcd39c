package io.tidegate.event;

/**
 * The {@code date-time} of RFC 3339, section 5.6, which ISO 8601 parsers take too much and too
 * little of: seconds must be there and may be 60, their fraction may have any length.
 */
final class Rfc3339 {
    private static final int FRACTION = 19;
    private static final String SHAPE = "0000-00-00T00:00:00";

    private Rfc3339() {}

    static boolean isTime(String text) {
        if (text.length() < FRACTION + 1 || !hasShape(text)) {
            return false;
        }
        int zone = FRACTION;
        if (text.charAt(zone) == '.') {
            do {
                zone++;
            } while (zone < text.length() && isDigit(text.charAt(zone)));
            if (zone == FRACTION + 1) {
                return false;
            }
        }
        return isDate(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                && number(text, 11, 13) < 24
                && number(text, 14, 16) < 60
                && number(text, 17, 19) <= 60
                && isZone(text, zone);
    }

    private static boolean hasShape(String text) {
        for (int i = 0; i < FRACTION; i++) {
            char wanted = SHAPE.charAt(i);
            char c = text.charAt(i);
            boolean right = wanted == '0' ? isDigit(c) : c == wanted || (wanted == 'T' && c == 't');
            if (!right) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDate(int year, int month, int day) {
        if (month < 1 || month > 12 || day < 1) {
            return false;
        }
        return day <= java.time.YearMonth.of(year, month).lengthOfMonth();
    }

    private static boolean isZone(String text, int at) {
        int left = text.length() - at;
        if (left == 1) {
            return text.charAt(at) == 'Z' || text.charAt(at) == 'z';
        }
        return left == 6
                && (text.charAt(at) == '+' || text.charAt(at) == '-')
                && isDigit(text.charAt(at + 1))
                && isDigit(text.charAt(at + 2))
                && text.charAt(at + 3) == ':'
                && isDigit(text.charAt(at + 4))
                && isDigit(text.charAt(at + 5))
                && number(text, at + 1, at + 3) < 24
                && number(text, at + 4, at + 6) < 60;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
