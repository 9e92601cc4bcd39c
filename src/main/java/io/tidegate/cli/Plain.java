package io.tidegate.cli;

/** Data as text that a terminal shows and does not obey. */
final class Plain {
    private Plain() {}

    /**
     * One line: line breaks are shown as {@code \n}, what a terminal might obey as {@code \}{@code
     * u001b}.
     */
    static String text(String data) {
        StringBuilder plain = new StringBuilder(data.length());
        data.codePoints().forEach(c -> append(plain, c));
        return plain.toString();
    }

    /** As {@link #text}, cut to a number of characters. */
    static String cut(String data, int length) {
        String plain = text(data.substring(0, Math.min(data.length(), length * 2)));
        return plain.length() <= length && data.length() <= length * 2
                ? plain
                : plain.substring(0, Math.min(plain.length(), length)) + "…";
    }

    /** A message of our own: it may have several lines. */
    static String lines(String message) {
        return String.join(System.lineSeparator(), message.lines().map(Plain::text).toList());
    }

    /** JSON stays the same JSON: only the escapes of its strings become more. */
    static String json(String json) {
        return text(json);
    }

    private static void append(StringBuilder plain, int c) {
        switch (c) {
            case '\n' -> plain.append("\\n");
            case '\r' -> plain.append("\\r");
            case '\t' -> plain.append("\\t");
            default -> {
                if (obeyed(c)) {
                    for (char unit : Character.toChars(c)) {
                        plain.append(String.format("\\u%04x", (int) unit));
                    }
                } else {
                    plain.appendCodePoint(c);
                }
            }
        }
    }

    /**
     * Control characters, invisible formats such as a change of direction, and halves of
     * characters.
     */
    private static boolean obeyed(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }
}
