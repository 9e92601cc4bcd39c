package io.tidegate.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code tidegate connectors}. */
@Command(
        name = "connectors",
        description = "Lists the connectors as they are now, or switches one on or off.",
        subcommands = {
            ConnectorsCommand.Activate.class,
            ConnectorsCommand.Deactivate.class,
            ConnectorsImportCommand.class
        },
        mixinStandardHelpOptions = true)
final class ConnectorsCommand implements Callable<Integer> {
    private static final String PATH = "/api/connectors";

    @ParentCommand Cli cli;

    @Option(names = "--json", description = "The API's answer as it is.")
    private boolean json;

    @Override
    public Integer call() {
        try (Conversation conversation = cli.conversation()) {
            Node page = conversation.get(PATH);
            if (json) {
                cli.out().println(page.json());
                return Cli.FINE;
            }
            Table table =
                    new Table(
                            "CONNECTOR",
                            "STATE",
                            "ON",
                            "TO",
                            "ON THE WIRE",
                            "READY",
                            "WAITING",
                            "FROM");
            for (Node c : page.list("items")) {
                Node window = c.at("window");
                table.row(
                        c.text("id"),
                        c.text("state"),
                        on(c),
                        c.text("to"),
                        window.text("inFlight"),
                        window.text("ready"),
                        window.text("waiting"),
                        c.text("source"));
            }
            table.print(cli.out());
            for (Node c : page.list("items")) {
                if (c.at("error").isThere()) {
                    cli.out()
                            .println(
                                    Plain.text(c.text("id")) + ": " + Plain.lines(c.text("error")));
                }
            }
            return Cli.FINE;
        }
    }

    private static String on(Node connector) {
        Node inflow = connector.at("inflow");
        return inflow.isThere()
                ? "POST " + inflow.text("endpoint")
                : String.join(", ", connector.list("on").stream().map(Node::text).toList());
    }

    @Command(
            name = "activate",
            description = "Switches one on; what it holds goes on, in order.",
            mixinStandardHelpOptions = true)
    static final class Activate implements Callable<Integer> {
        @ParentCommand private ConnectorsCommand parent;

        @Parameters(paramLabel = "ID")
        private String id;

        @Override
        public Integer call() {
            Cli cli = parent.cli;
            try (Conversation conversation = cli.conversation()) {
                conversation.post(Conversation.path(PATH, id) + "/activate", Map.of());
                cli.out().println("connector " + Plain.text(id) + " is active");
                return Cli.FINE;
            }
        }
    }

    @Command(
            name = "deactivate",
            description = {
                "Switches one off; it stays so when Tidegate starts again.",
                "Requests on the wire end, and what is pending or waiting is held."
            },
            mixinStandardHelpOptions = true)
    static final class Deactivate implements Callable<Integer> {
        @ParentCommand private ConnectorsCommand parent;

        @Parameters(paramLabel = "ID")
        private String id;

        @Option(
                names = "--discard",
                description = "Ends what is pending or waiting as failed queries.")
        private boolean discard;

        @Override
        public Integer call() {
            Cli cli = parent.cli;
            try (Conversation conversation = cli.conversation()) {
                conversation.post(
                        Conversation.path(PATH, id) + "/deactivate", Map.of("discard", discard));
                cli.out()
                        .println(
                                "connector "
                                        + Plain.text(id)
                                        + " is inactive; what is pending or waiting "
                                        + (discard ? "ends as failed queries" : "is held"));
                return Cli.FINE;
            }
        }
    }
}
