package io.tidegate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code tidegate run}. */
@Command(
        name = "run",
        description = "Starts the server and runs until it is told to stop.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @ParentCommand private Cli cli;

    @Option(
            names = "--sandbox",
            description =
                    "With a third party inside the process in place of every target: nothing leaves the machine.")
    private boolean sandbox;

    @Override
    public Integer call() {
        return cli.installation().run(sandbox);
    }
}
