package io.tidegate.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code tidegate audit}. */
@Command(
        name = "audit",
        description = "Lists who changed what, newest first; --json has what it was and became.",
        mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {
    @ParentCommand private Cli cli;
    @Mixin private ListOptions options;

    @Option(names = "--who", description = "By this person, token or machine.")
    private @Nullable String who;

    @Option(
            names = "--action",
            description = "Such as connector.activate; connector.* for all that begin so.")
    private @Nullable String action;

    @Option(names = "--target", description = "What was changed: an id or a name.")
    private @Nullable String target;

    @Option(names = "--from", description = "Since then, such as 2026-01-31T00:00:00Z.")
    private @Nullable String from;

    @Option(names = "--to", description = "Before then.")
    private @Nullable String to;

    @Override
    public Integer call() {
        Map<String, @Nullable String> query = new LinkedHashMap<>();
        query.put("who", who);
        query.put("action", action);
        query.put("target", target);
        query.put("from", from);
        query.put("to", to);
        try (Conversation conversation = cli.conversation()) {
            Listing listing = options.ask(conversation, "/api/audit", query);
            Table table = new Table("AT", "WHO", "ACTION", "TARGET", "FROM", "BEFORE", "AFTER");
            for (Node entry : listing.items()) {
                table.row(
                        entry.text("at"),
                        entry.text("who"),
                        entry.text("action"),
                        entry.text("target"),
                        entry.text("from"),
                        entry.text("before"),
                        entry.text("after"));
            }
            options.print(cli, listing, table);
            return Cli.FINE;
        }
    }
}
