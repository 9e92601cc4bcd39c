package io.tidegate.profile;

/** Takes out of texts what nobody sees, or what is no character. */
final class Characters {
    /**
     * UAX #15's stream-safe format: no writing needs more marks on one letter, and composing
     * (quadratic in their number) stays cheap.
     */
    private static final int MOST_MARKS = 30;

    private final boolean lines;
    private final boolean joiners;
    private final StringBuilder out;
    private int marks;

    private Characters(int length, boolean lines, boolean joiners) {
        this.out = new StringBuilder(length);
        this.lines = lines;
        this.joiners = joiners;
    }

    /** Keeps line breaks, as \n, for texts alone; keeps joiners for all but codes. */
    static String clean(String text, Kind kind) {
        Characters characters = new Characters(text.length(), kind == Kind.TEXT, kind != Kind.CODE);
        int before = -1;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (c != '\n' || before != '\r') {
                characters.add(c);
            }
            before = c;
            i += Character.charCount(c);
        }
        return characters.out.toString();
    }

    private void add(int c) {
        if (isBreak(c)) {
            out.append(lines ? '\n' : ' ');
            marks = 0;
        } else if (c == '\t') {
            out.append(lines ? '\t' : ' ');
            marks = 0;
        } else if (!isHarmful(c)) {
            marks = isMark(c) ? marks + 1 : 0;
            if (marks <= MOST_MARKS) {
                out.appendCodePoint(c);
            }
        }
    }

    /** Line feed, vertical tab, form feed, carriage return, next line, and Unicode's two. */
    private static boolean isBreak(int c) {
        return c >= 0xA && c <= 0xD || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    private boolean isHarmful(int c) {
        boolean noCharacter =
                (c & 0xFFFE) == 0xFFFE
                        || c >= 0xFDD0 && c <= 0xFDEF
                        || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return noCharacter
                || Character.isISOControl(c)
                || isHidden(c)
                || !joiners && Character.getType(c) == Character.FORMAT;
    }

    /**
     * What makes a text look like another one: overrides and isolates of direction, spaces without
     * width, letters without a shape, tags. Persian, Indic scripts and emoji need joiners; Hebrew
     * and Arabic marks of direction.
     */
    private static boolean isHidden(int c) {
        return c == 0xAD
                || c == 0x180E
                || c == 0x200B
                || c >= 0x202A && c <= 0x202E
                || c >= 0x2060 && c <= 0x206F
                || c == 0x3164
                || c == 0xFEFF
                || c == 0xFFA0
                || c >= 0xFFF9 && c <= 0xFFFB
                || c >= 0xE0000 && c <= 0xE007F;
    }

    private static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK ->
                    true;
            default -> false;
        };
    }

    /** Without white space of any script at both ends. */
    static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** No space is beyond the first plane. */
    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** So many UTF-16 units at most, and never half a character. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        boolean inside = most > 0 && Character.isHighSurrogate(text.charAt(most - 1));
        return text.substring(0, inside ? most - 1 : most);
    }
}
