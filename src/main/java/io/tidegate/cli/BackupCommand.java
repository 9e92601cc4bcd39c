package io.tidegate.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code tidegate backup}. */
@Command(
        name = "backup",
        description = "Copies the journal into a new file, while the server runs or not.",
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
    @ParentCommand private Cli cli;

    @Parameters(
            paramLabel = "FILE",
            description = "On the machine of the server; must not be there yet.")
    private Path file;

    @Override
    public Integer call() {
        String absolute = file.toAbsolutePath().normalize().toString();
        try (Conversation conversation = cli.conversation()) {
            Node made = conversation.post("/api/backup", Map.of("file", absolute));
            cli.out()
                    .println(
                            "the journal is in "
                                    + Plain.text(made.text("file"))
                                    + ", "
                                    + made.text("bytes")
                                    + " bytes");
            return Cli.FINE;
        }
    }
}
