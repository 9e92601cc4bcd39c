package io.tidegate.cli;

import io.tidegate.connector.RouteSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code tidegate schema}. */
@Command(
        name = "schema",
        description = "Writes the JSON schema of route files, from which editors complete them.",
        mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {
    /** The samples name it in their first line; the loader reads no such file. */
    private static final String NAME = ".schema.json";

    @ParentCommand private Cli cli;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description =
                    "Where to; - for standard output. None: .schema.json in the routes folder.")
    private @Nullable Path file;

    @Override
    public Integer call() {
        String schema = RouteSchema.text(cli.installation().destinations());
        if (file != null && file.toString().equals("-")) {
            cli.out().println(schema);
            return Cli.FINE;
        }
        Path target = file == null ? cli.installation().routesFolder().resolve(NAME) : file;
        try {
            Files.writeString(target, schema + "\n");
        } catch (IOException e) {
            throw Refused.no(
                    "the schema cannot be written to " + target + ": " + reason(target, e));
        }
        cli.out()
                .println(
                        Plain.text(
                                target
                                        + " is written; route files beside it name it in their first line:"
                                        + " # yaml-language-server: $schema="
                                        + target.getFileName()));
        return Cli.FINE;
    }

    /** Java's own message is the path alone. */
    private static String reason(Path target, IOException e) {
        Path folder = target.toAbsolutePath().getParent();
        return folder != null && !Files.isDirectory(folder)
                ? "there is no folder " + target.getParent()
                : String.valueOf(e.getMessage());
    }
}
