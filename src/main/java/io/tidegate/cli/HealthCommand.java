package io.tidegate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code tidegate health}: what a container engine asks again and again. */
@Command(
        name = "health",
        description = "Asks the running server how it is; needs no token.",
        footer = {"", "Exit status: 0 up, 1 down or no server answers."},
        mixinStandardHelpOptions = true)
final class HealthCommand implements Callable<Integer> {
    private static final int OK = 200;

    @ParentCommand private Cli cli;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Override
    public Integer call() {
        try (HttpConversation server = new HttpConversation(cli.installation().intake())) {
            Said said = server.ask("GET", "/observe/health", new byte[0]);
            Node health = Conversation.read(said);
            if (json) {
                cli.out().println(health.json());
            } else {
                print(health);
            }
            return said.status() == OK ? Cli.FINE : Cli.NO;
        }
    }

    private void print(Node health) {
        String reason = health.text("reason");
        cli.out()
                .println(
                        Plain.text(health.text("status"))
                                + (reason.isEmpty() ? "" : ": " + Plain.text(reason)));
        cli.out().println("journal: " + Plain.text(health.text("journal")));
        cli.out()
                .println(
                        "unfinished: "
                                + health.text("pending")
                                + " pending, "
                                + health.text("waiting")
                                + " waiting");
        health.list("degraded")
                .forEach(line -> cli.out().println("degraded: " + Plain.text(line.text())));
    }
}
