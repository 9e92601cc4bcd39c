package io.tidegate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code tidegate export}. */
@Command(
        name = "export",
        description =
                "Prints a connector of the routes folder as a route in Camel's own YAML, which Camel loads with Tidegate's"
                        + " jar.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    @ParentCommand private Cli cli;

    @Parameters(paramLabel = "CONNECTOR", description = "Its id.")
    private String connector;

    @Option(
            names = "--connector",
            description =
                    "As outflow: or inflow: in Tidegate's YAML, also one that is written in Java.")
    private boolean ours;

    @Override
    public Integer call() {
        cli.out().print(cli.installation().export(connector, ours));
        return Cli.FINE;
    }
}
