package io.tidegate.hook;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A script's text as the engine takes it: every character of the user's keeps its line and column.
 */
record SourceText(String text) {
    private static final Pattern EXPORT = Pattern.compile("(?m)^export default(?=[\\s(])");

    /** As long as {@code export default}. */
    private static final String ASSIGNMENT = "__hook__     =";

    private static final Pattern DECLARATION =
            Pattern.compile(
                    "(?m)^(?:(?:async )?function\\s*\\*?\\s*|(?:const|let|var)\\s+)([A-Za-z_$][\\w$]*)");

    private static final Pattern STATEMENT =
            Pattern.compile(
                    "[ \\t]*(?:(?:const|let|var|return|if|for|throw|switch)\\b"
                            + "|[\\w$.\\[\\]'\"]+\\s*[-+*/|&?]{0,2}=[^=>]).*");

    private static final Pattern COMMENT = Pattern.compile("\\s*(?://.*)?$");

    static SourceText of(String source) {
        String text = source.startsWith("\uFEFF") ? source.substring(1) : source;
        return new SourceText(EXPORT.matcher(text).replaceFirst(ASSIGNMENT));
    }

    /**
     * The same lines, with a read of a global before what looks like a statement: QuickJS notes a
     * place for that, and none for the read of a property. Good for finding a line, and for nothing
     * else: it may change a text that spans lines.
     */
    SourceText marked() {
        StringBuilder marked = new StringBuilder(text.length() * 2);
        boolean mayBegin = false;
        for (String line : text.split("\n", -1)) {
            boolean begins = mayBegin && STATEMENT.matcher(line.stripTrailing()).matches();
            marked.append(begins ? "globalThis;" : "").append(line).append('\n');
            String code = COMMENT.matcher(line).replaceFirst("");
            if (!code.isEmpty()) {
                mayBegin = ";{}:".indexOf(code.charAt(code.length() - 1)) >= 0;
            }
        }
        return new SourceText(marked.toString());
    }

    /**
     * With an end that hands over the declared functions, which only code of the same script can
     * name.
     */
    Map<String, Object> asInput() {
        Matcher declaration = DECLARATION.matcher(text);
        String names =
                declaration
                        .results()
                        .map(found -> found.group(1))
                        .distinct()
                        .map(name -> name + ": () => " + name)
                        .collect(Collectors.joining(", "));
        return Map.of("source", text + "\n;var __found__ = __offer__({" + names + "});");
    }
}
