package io.tidegate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code tidegate connectors}. */
@Command(
        name = "connectors",
        description = "Lists the connectors as they are now.",
        mixinStandardHelpOptions = true)
final class ConnectorsCommand implements Callable<Integer> {
    @ParentCommand private Cli cli;

    @Option(names = "--json", description = "The API's answer as it is.")
    private boolean json;

    @Override
    public Integer call() {
        try (Conversation conversation = cli.conversation()) {
            Node page = conversation.get("/api/connectors");
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
                        String.join(", ", c.list("on").stream().map(Node::text).toList()),
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
}
