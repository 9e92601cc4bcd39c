package io.tidegate.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code tidegate} command. */
@Command(
        name = "tidegate",
        description =
                "A durable connector runtime: events in, requests out, nothing accepted is lost.",
        subcommands = {
            RunCommand.class,
            ValidateCommand.class,
            SchemaCommand.class,
            ExportCommand.class,
            TestCommand.class,
            DryRunCommand.class,
            ConnectorsCommand.class,
            DestinationsCommand.class,
            DeliveriesCommand.class,
            FailedCommand.class,
            TraceCommand.class,
            BackfillCommand.class,
            SecretCommand.class,
            PersonCommand.class,
            TokenCommand.class,
            AuditCommand.class,
            EraseCommand.class,
            BackupCommand.class,
            HealthCommand.class
        },
        footer = {
            "",
            "Exit status: 0 fine, 1 the answer is no, 2 wrong use. Settings: docs/settings.md"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class Cli implements Runnable {
    static final int FINE = 0;
    static final int NO = 1;
    static final int WRONG_USE = 2;

    private final Installation installation;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    @Spec private CommandSpec spec;

    public Cli(Installation installation, PrintStream out, PrintStream err) {
        this(installation, System.in, out, err);
    }

    public Cli(Installation installation, InputStream in, PrintStream out, PrintStream err) {
        this.installation = installation;
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /** Carries out one command; returns its exit status. */
    public static int main(String[] args, Installation installation) {
        return new Cli(
                        installation,
                        new PrintStream(System.out, true, StandardCharsets.UTF_8),
                        new PrintStream(System.err, true, StandardCharsets.UTF_8))
                .execute(args);
    }

    /** Carries out one command; returns its exit status. */
    public int execute(String... args) {
        CommandLine line = new CommandLine(this);
        line.setExpandAtFiles(false);
        line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        line.setExecutionExceptionHandler((e, command, parsed) -> failed(e));
        return line.execute(args);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    private int failed(Exception e) {
        err.println("tidegate: " + Plain.lines(String.valueOf(e.getMessage())));
        return e instanceof Refused refused ? refused.exitStatus() : NO;
    }

    Installation installation() {
        return installation;
    }

    InputStream in() {
        return in;
    }

    PrintStream err() {
        return err;
    }

    PrintStream out() {
        return out;
    }

    Conversation conversation() {
        Where where = installation.where();
        where.warnings().forEach(warning -> err.println("tidegate: " + Plain.lines(warning)));
        return Conversation.open(installation, where);
    }
}
