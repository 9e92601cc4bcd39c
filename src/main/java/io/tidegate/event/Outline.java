package io.tidegate.event;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a path's text holds outside of its quoted texts and regular expressions. */
record Outline(
        boolean filtered,
        boolean scans,
        boolean matches,
        boolean singleEquals,
        Set<String> functions) {
    static final Set<String> FUNCTIONS =
            new TreeSet<>(
                    Set.of(
                            "append", "avg", "concat", "first", "index", "keys", "last", "length",
                            "max", "min", "size", "stddev", "sum"));

    private static final Pattern LITERAL =
            Pattern.compile(
                    "'[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+'"
                            + "|\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\""
                            + "|(?<=[~(&|])\\s*/[^/\\\\]*+(?:\\\\.[^/\\\\]*+)*+/");
    private static final Pattern FILTER = Pattern.compile("\\[\\s*\\?");
    private static final Pattern SINGLE_EQUALS = Pattern.compile("[^=!<>]=[^=~]");
    private static final Pattern FUNCTION = Pattern.compile("\\.([A-Za-z]\\w*)\\s*\\(");

    static Outline of(String path) {
        String bare = LITERAL.matcher(path).replaceAll("''");
        Set<String> functions = new TreeSet<>();
        Matcher function = FUNCTION.matcher(bare);
        while (function.find()) {
            functions.add(function.group(1));
        }
        return new Outline(
                FILTER.matcher(bare).find(),
                bare.contains(".."),
                bare.contains("=~"),
                SINGLE_EQUALS.matcher(bare).find(),
                functions);
    }
}
