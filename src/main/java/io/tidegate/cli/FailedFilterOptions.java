package io.tidegate.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which failed queries. */
final class FailedFilterOptions {
    @Option(names = "--connector", description = "Of this connector.")
    private @Nullable String connector;

    @Option(names = "--type", description = "Of events of this type.")
    private @Nullable String type;

    @Option(names = "--subject", description = "About this subject.")
    private @Nullable String subject;

    @Option(names = "--stage", description = "That failed at rule, before, mapping or request.")
    private @Nullable String stage;

    @Option(names = "--status", description = "Whose last response had this HTTP status.")
    private @Nullable String status;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "That failed at this time or later, such as 2026-01-31T08:00:00Z.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "That failed before this time.")
    private @Nullable String until;

    @Option(names = "--text", description = "With this in ids, subject, type or error.")
    private @Nullable String text;

    /** As the API names them. */
    Map<String, @Nullable String> words() {
        Map<String, @Nullable String> words = new LinkedHashMap<>();
        words.put("connector", connector);
        words.put("type", type);
        words.put("subject", subject);
        words.put("stage", stage);
        words.put("status", status);
        words.put("from", since);
        words.put("to", until);
        words.put("text", text);
        words.values().removeIf(value -> value == null);
        return words;
    }
}
