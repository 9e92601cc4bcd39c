package io.tidegate.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code tidegate deliveries}. */
@Command(
        name = "deliveries",
        description = "Lists deliveries, newest first, or runs the after hooks of one again.",
        subcommands = DeliveriesCommand.After.class,
        mixinStandardHelpOptions = true)
final class DeliveriesCommand implements Callable<Integer> {
    @ParentCommand private Cli cli;
    @Mixin private ListOptions options;

    @Option(names = "--connector", description = "Of this connector.")
    private @Nullable String connector;

    @Option(
            names = "--status",
            description = "pending, delivering, waiting, delivered, skipped or failed.")
    private @Nullable String status;

    @Option(names = "--event", description = "Of the event with this id.")
    private @Nullable String event;

    @Option(names = "--source", description = "Of events of this source.")
    private @Nullable String source;

    @Option(names = "--subject", description = "Of events about this subject.")
    private @Nullable String subject;

    @Override
    public Integer call() {
        Map<String, @Nullable String> query = new LinkedHashMap<>();
        query.put("connector", connector);
        query.put("status", status);
        query.put("event", event);
        query.put("source", source);
        query.put("subject", subject);
        try (Conversation conversation = cli.conversation()) {
            Listing listing = options.ask(conversation, "/api/deliveries", query);
            Table table =
                    new Table(
                            "DELIVERY",
                            "CREATED",
                            "CONNECTOR",
                            "EVENT",
                            "TYPE",
                            "SUBJECT",
                            "STATUS",
                            "ATTEMPTS",
                            "REASON");
            for (Node d : listing.items()) {
                String held = d.at("held").isThere() ? " (held: " + d.text("held") + ")" : "";
                table.row(
                        d.text("id"),
                        d.text("createdAt"),
                        d.text("connector"),
                        d.text("event"),
                        d.text("type"),
                        d.text("subject"),
                        d.text("status") + held,
                        d.text("attempts"),
                        d.text("reason"));
            }
            options.print(cli, listing, table);
            return Cli.FINE;
        }
    }

    @Command(
            name = "after",
            description = "Runs its after hooks again, never its request.",
            mixinStandardHelpOptions = true)
    static final class After implements Callable<Integer> {
        @ParentCommand private DeliveriesCommand parent;

        @Parameters(paramLabel = "ID")
        private String id;

        @Override
        public Integer call() {
            Cli cli = parent.cli;
            try (Conversation conversation = cli.conversation()) {
                Node delivery =
                        conversation.post(
                                Conversation.path("/api/deliveries", id) + "/after", Map.of());
                cli.out()
                        .println(
                                "the after hooks of delivery "
                                        + delivery.text("id")
                                        + " of "
                                        + Plain.text(delivery.text("connector"))
                                        + " are due again; follow it by: tidegate trace "
                                        + Plain.text(delivery.text("event")));
                return Cli.FINE;
            }
        }
    }
}
