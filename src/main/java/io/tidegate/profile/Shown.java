package io.tidegate.profile;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as notes and messages may show them: {@value #MOST} characters at most, all visible. */
final class Shown {
    private static final int MOST = 100;

    private Shown() {}

    static String value(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return "an object with " + map.size() + (map.size() == 1 ? " field" : " fields");
        }
        if (value instanceof List<?> list) {
            return "a list of " + list.size();
        }
        String text = value instanceof Number number ? Numbers.text(number) : String.valueOf(value);
        return value instanceof String ? "\"" + text(text) + "\"" : text(text);
    }

    /** Without quotes; what cannot be seen is written as {@code <U+202E>}. */
    static String text(String text) {
        StringBuilder shown = new StringBuilder();
        int i = 0;
        while (i < text.length() && shown.length() <= MOST) {
            int c = text.codePointAt(i);
            if (isVisible(c)) {
                shown.appendCodePoint(c);
            } else {
                shown.append(String.format(Locale.ROOT, "<U+%04X>", c));
            }
            i += Character.charCount(c);
        }
        return i == text.length() && shown.length() <= MOST ? shown.toString() : cut(shown);
    }

    private static String cut(StringBuilder shown) {
        int end = MOST - 1;
        if (shown.length() > end && Character.isHighSurrogate(shown.charAt(end - 1))) {
            end--;
        }
        return shown.substring(0, Math.min(end, shown.length())) + "…";
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
