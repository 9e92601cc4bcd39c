package io.tidegate.hook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A script's text as the engine takes it: every character of the user's keeps its line and column.
 */
record SourceText(String text, List<String> names) {
    private static final Pattern EXPORT = Pattern.compile("(?m)^export default(?=[\\s(])");

    /** As long as {@code export default}. */
    private static final String ASSIGNMENT = "__hook__     =";

    private static final Pattern DECLARATION =
            Pattern.compile(
                    "(?m)^(?:(?:async )?function\\s*\\*?\\s*|(?:const|let|var)\\s+)([A-Za-z_$][\\w$]*)");

    static SourceText of(String source) {
        String text = source.startsWith("\uFEFF") ? " " + source.substring(1) : source;
        Matcher export = EXPORT.matcher(text);
        List<String> names = new ArrayList<>(List.of("__hook__"));
        Matcher declaration = DECLARATION.matcher(text);
        while (declaration.find()) {
            names.add(declaration.group(1));
        }
        return new SourceText(
                export.find() ? export.replaceFirst(ASSIGNMENT) : text, List.copyOf(names));
    }

    Map<String, Object> asInput() {
        return Map.of("source", text, "names", names);
    }
}
