package io.tidegate.profile;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.owasp.html.Encoding;
import org.owasp.html.HtmlSanitizer;

/** HTML to plain text. */
final class Markup {
    /**
     * What the library takes for text, and a browser for the beginning of markup once more text
     * follows: {@code <!} at the end of a value.
     */
    private static final Pattern UNFINISHED = Pattern.compile("<+(?=[A-Za-z/!?])");

    private Markup() {}

    /** One level of it: what was encoded twice is markup again. */
    static String strip(String text) {
        if (text.indexOf('<') < 0) {
            return decode(text);
        }
        Reader reader = new Reader();
        HtmlSanitizer.sanitize(text, reader);
        String plain = reader.out.toString();
        // What is markup again after one level was taken off is the library's to read.
        return plain.equals(text) ? UNFINISHED.matcher(plain).replaceAll("") : plain;
    }

    /** One level of entities. */
    static String decode(String text) {
        return text.indexOf('&') < 0 ? text : Encoding.decodeHtml(text, false);
    }

    /** What shows in a browser as this text does here. */
    static String escape(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> out.append(escaped(c)));
        return out.toString();
    }

    /** As much of a text as takes, escaped, at most so many UTF-16 units. */
    static String cut(String text, int most) {
        int units = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            units += escaped(c).length();
            if (units > most) {
                return text.substring(0, i);
            }
            i += Character.charCount(c);
        }
        return text;
    }

    private static String escaped(int c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            case '\'' -> "&#39;";
            default -> Character.toString(c);
        };
    }

    /** The library's lexer calls it with decoded text, and with elements properly closed. */
    private static final class Reader implements HtmlSanitizer.Policy {
        /** Their text is for machines. */
        private static final Set<String> UNREAD =
                Set.of("script", "style", "template", "head", "noscript", "iframe", "object");

        private static final Set<String> INLINE =
                Set.of(
                        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "img",
                        "mark", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "tt",
                        "u", "wbr");

        private final StringBuilder out = new StringBuilder();
        private int unread;

        @Override
        public void openDocument() {}

        @Override
        public void closeDocument() {}

        @Override
        public void openTag(String name, List<String> attributes) {
            if (UNREAD.contains(name)) {
                unread++;
            }
            part(name);
        }

        @Override
        public void closeTag(String name) {
            if (UNREAD.contains(name)) {
                unread--;
            }
            part(name);
        }

        @Override
        public void text(String text) {
            if (unread <= 0) {
                out.append(text);
            }
        }

        /** Paragraphs must not run into each other. */
        private void part(String name) {
            boolean apart = out.isEmpty() || Character.isWhitespace(out.charAt(out.length() - 1));
            if (!apart && !INLINE.contains(name)) {
                out.append('\n');
            }
        }
    }
}
