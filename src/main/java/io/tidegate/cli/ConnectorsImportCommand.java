package io.tidegate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code tidegate connectors import}. */
@Command(
        name = "import",
        description =
                "Takes the connectors of a YAML file into the console, each by itself: new ones, and new versions of those"
                        + " that are there.",
        mixinStandardHelpOptions = true)
final class ConnectorsImportCommand implements Callable<Integer> {
    @ParentCommand private ConnectorsCommand parent;

    @Parameters(paramLabel = "FILE", description = "A list of outflow: and inflow: nodes.")
    private Path file;

    @Override
    public Integer call() {
        Cli cli = parent.cli;
        boolean fine = true;
        try (Conversation conversation = cli.conversation()) {
            Node taken = conversation.post("/api/connectors/import", Map.of("yaml", text()));
            for (Node item : taken.list("items")) {
                String id = item.at("id").isThere() ? item.text("id") : "a node";
                cli.out().println(Plain.text(id) + ": " + Plain.text(item.text("outcome")));
                for (Node error : item.list("errors")) {
                    fine = false;
                    cli.out().println("  " + Plain.lines(error.text("detail")));
                }
            }
        }
        return fine ? Cli.FINE : Cli.NO;
    }

    private String text() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw Refused.wrongUse("the file " + file + " cannot be read: " + e);
        }
    }
}
