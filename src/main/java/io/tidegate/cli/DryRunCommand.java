package io.tidegate.cli;

import io.tidegate.rehearsal.Tried;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code tidegate dry-run}. */
@Command(
        name = "dry-run",
        description =
                "Shows what a connector makes of an event, step by step, up to the request; nothing is sent.",
        mixinStandardHelpOptions = true)
final class DryRunCommand implements Callable<Integer> {
    @ParentCommand private Cli cli;

    @Parameters(paramLabel = "CONNECTOR", description = "Its id, in the routes folder.")
    private String connector = "";

    @Option(
            names = "--event",
            paramLabel = "FILE",
            required = true,
            description =
                    "A JSON file of one event; needed is only its type. For an inflow also a post as it is sent.")
    private Path event = Path.of("");

    @Option(names = "--json", description = "As JSON, in the shape of the API.")
    private boolean json;

    @Option(
            names = "--save-test",
            description =
                    "Adds the event and what became of it to the connector's file, as a test.")
    private boolean save;

    @Override
    public Integer call() throws InterruptedException {
        Tried tried = cli.installation().dryRun(connector, event);
        Node dryRun = new Node(tried.dryRun());
        if (json) {
            cli.out().println(dryRun.json());
        } else {
            new DryRunText(cli.out()).print(dryRun);
        }
        if (save) {
            String saved = Plain.text(cli.installation().saveTest(tried));
            (json ? cli.err() : cli.out()).println(saved);
        }
        return dryRun.text("outcome").equals("error") ? Cli.NO : Cli.FINE;
    }
}
