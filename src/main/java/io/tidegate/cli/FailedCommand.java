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

/** {@code tidegate failed}. */
@Command(
        name = "failed",
        description =
                "Failed queries: lists the open ones, or shows, replays or discards one or many.",
        subcommands = {
            FailedCommand.ListThem.class,
            FailedCommand.Show.class,
            FailedReplayCommand.class,
            FailedDiscardCommand.class
        },
        mixinStandardHelpOptions = true)
final class FailedCommand implements Callable<Integer> {
    static final String PATH = "/api/failed-queries";

    @ParentCommand private Cli cli;

    Cli cli() {
        return cli;
    }

    /** Without a word of its own it lists. */
    @Override
    public Integer call() {
        return list(cli, "open", Map.of(), new ListOptions());
    }

    @Command(
            name = "list",
            description = "Lists failed queries, newest first.",
            mixinStandardHelpOptions = true)
    static final class ListThem implements Callable<Integer> {
        @ParentCommand private FailedCommand parent;
        @Mixin private ListOptions options;

        @Mixin private FailedFilterOptions filter;

        @Option(
                names = "--state",
                description = "open, replayed, discarded or all.",
                defaultValue = "open")
        private String state;

        @Override
        public Integer call() {
            return list(parent.cli, state.equals("all") ? null : state, filter.words(), options);
        }
    }

    private static int list(
            Cli cli,
            @Nullable String state,
            Map<String, @Nullable String> filter,
            ListOptions options) {
        Map<String, @Nullable String> query = new LinkedHashMap<>(filter);
        query.put("state", state);
        try (Conversation conversation = cli.conversation()) {
            Listing listing = options.ask(conversation, PATH, query);
            Table table =
                    new Table(
                            "FAILED QUERY",
                            "FAILED",
                            "CONNECTOR",
                            "EVENT",
                            "STAGE",
                            "STATUS",
                            "ATTEMPTS",
                            "STATE",
                            "ERROR");
            for (Node f : listing.items()) {
                table.row(
                        f.text("id"),
                        f.text("failedAt"),
                        f.text("connector"),
                        f.text("eventId"),
                        f.text("stage"),
                        f.text("responseStatus"),
                        f.text("attempts"),
                        f.text("state"),
                        f.text("error"));
            }
            options.print(cli, listing, table);
            return Cli.FINE;
        }
    }

    @Command(
            name = "show",
            description = "Shows one with its exact request.",
            mixinStandardHelpOptions = true)
    static final class Show implements Callable<Integer> {
        @ParentCommand private FailedCommand parent;

        @Parameters(paramLabel = "ID")
        private String id;

        @Option(names = "--json", description = "The API's answer as it is.")
        private boolean json;

        @Override
        public Integer call() {
            Cli cli = parent.cli;
            try (Conversation conversation = cli.conversation()) {
                Node query = conversation.get(Conversation.path(PATH, id));
                if (json) {
                    cli.out().println(query.json());
                } else {
                    new FailedQueryText(cli.out()).print(query);
                }
                return Cli.FINE;
            }
        }
    }
}
