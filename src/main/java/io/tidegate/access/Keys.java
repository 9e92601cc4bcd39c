package io.tidegate.access;

/**
 * The keys in a text, from left to right: a letter, {@code _} or {@code $}, and what letters,
 * digits and {@code _.-[]} follow it, before {@code :} or {@code =}; a quote, as JSON in JSON
 * writes it, too, and up to two blanks may stand between them. It begins at the separators, of
 * which a line of the log has few, since each line is looked through.
 */
final class Keys {
    private static final int BLANKS = 2;

    private final String text;
    private int from;
    private int start;
    private int keyEnd;
    private int end;

    Keys(String text) {
        this.text = text;
    }

    /** Goes on to the next one; false: there is none. */
    boolean next() {
        for (int at = end; at < text.length(); at++) {
            char c = text.charAt(at);
            if ((c == '=' || c == ':') && isAfterKey(at)) {
                end = blanksFrom(at + 1);
                from = end;
                return true;
            }
        }
        return false;
    }

    private boolean isAfterKey(int separator) {
        int at = separator;
        while (at > from && at > separator - BLANKS && isBlank(text.charAt(at - 1))) {
            at--;
        }
        if (at > from && (text.charAt(at - 1) == '"' || text.charAt(at - 1) == '\'')) {
            at--;
        }
        if (at > from && text.charAt(at - 1) == '\\') {
            at--;
        }
        keyEnd = at;
        start = -1;
        while (at > from) {
            int c = text.codePointBefore(at);
            boolean begins = Character.isLetter(c) || c == '_' || c == '$';
            if (!begins && !goesOn(c)) {
                break;
            }
            at -= Character.charCount(c);
            start = begins ? at : start;
            if (c == '$') {
                break; // it is in no key but as its first
            }
        }
        return start >= 0;
    }

    private static boolean goesOn(int c) {
        return c == '.' || c == '-' || c == '[' || c == ']' || isNumber(c);
    }

    private static boolean isNumber(int c) {
        int type = Character.getType(c);
        return type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }

    private int blanksFrom(int first) {
        int at = first;
        while (at < text.length() && at < first + BLANKS && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    String key() {
        return text.substring(start, keyEnd);
    }

    /** Of the key. */
    int start() {
        return start;
    }

    /** Behind the separator and the blanks after it: where the value begins. */
    int end() {
        return end;
    }
}
