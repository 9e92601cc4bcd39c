package io.tidegate.connector;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The connectors whose names stand in the text of a Java file. Others may be computed: it never
 * tells the whole.
 */
final class JavaNames {
    private static final Pattern COMMENT_OR_TEXT =
            Pattern.compile(
                    "(?s)/\\*.*?\\*/|//[^\\n]*|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])*'");
    private static final Pattern OURS =
            Pattern.compile("\\b(outflow|inflow)\\s*\\(\\s*\"([^\"\\\\]+)\"\\s*\\)");
    private static final Pattern TRIGGER =
            Pattern.compile("\\bfrom\\s*\\(\\s*\"trigger:(?://)?([^\"?\\\\{]+)");

    private JavaNames() {}

    static NamedConnectors read(Path file) {
        try {
            String code = withoutComments(Files.readString(file, StandardCharsets.UTF_8));
            Map<String, String> kinds = new LinkedHashMap<>();
            OURS.matcher(code).results().forEach(m -> kinds.put(m.group(2), m.group(1)));
            TRIGGER.matcher(code).results().forEach(m -> kinds.put(m.group(1), "trigger"));
            return new NamedConnectors(kinds, false);
        } catch (IOException | StackOverflowError unreadable) {
            return NamedConnectors.NONE; // its mistakes say why
        }
    }

    private static String withoutComments(String code) {
        return COMMENT_OR_TEXT
                .matcher(code)
                .replaceAll(
                        found ->
                                found.group().startsWith("/")
                                        ? " "
                                        : Matcher.quoteReplacement(found.group()));
    }
}
