package io.tidegate.api;

import static io.tidegate.access.SensitiveFields.MASK;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts without the values of payloads that they may quote. */
final class PlainWords {
    private static final Pattern QUOTED =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"?|(?<![\\p{L}\\d])'[^']*+'");

    private static final Pattern JSON =
            Pattern.compile("[{\\[](?=\\s*+[\"{\\[]).*+", Pattern.DOTALL);
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>(),;:]++@[^\\s@<>(),;]++");
    private static final Pattern LONG_NUMBER = Pattern.compile("\\+?\\d(?:[ ().-]*+\\d){6,}+");
    private static final Pattern ORIGIN =
            Pattern.compile(
                    "([a-z][a-z0-9+.-]*+://)(?:[^/?#@]*+@)?([^/?#@]++)(?:[/?#].*+)?",
                    Pattern.DOTALL);

    private PlainWords() {}

    /** A reason or an error, without what it quotes, addresses, and long numbers. */
    static String of(String text) {
        String plain = JSON.matcher(text).replaceAll(MASK);
        plain = QUOTED.matcher(plain).replaceAll("\"" + MASK + "\"");
        plain = ADDRESS.matcher(plain).replaceAll(MASK);
        return LONG_NUMBER.matcher(plain).replaceAll(MASK);
    }

    /** A URL's scheme, host and port: its path and query may hold values. */
    static String ofUrl(String url) {
        Matcher matcher = ORIGIN.matcher(url);
        return matcher.matches() ? matcher.group(1) + matcher.group(2) + "/" + MASK : MASK;
    }
}
