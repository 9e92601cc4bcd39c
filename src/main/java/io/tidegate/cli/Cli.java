package io.tidegate.cli;

import io.tidegate.config.InvalidSettings;
import io.tidegate.config.Settings;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
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
            ConnectorsCommand.class,
            DeliveriesCommand.class,
            FailedCommand.class,
            TraceCommand.class,
            BackupCommand.class
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

    private final Server server;
    private final Process process;

    @Spec private CommandSpec spec;

    /** Where the command runs: its environment, and where it prints. */
    record Process(
            Map<String, String> environment, Properties system, PrintStream out, PrintStream err) {
        static Process current() {
            return new Process(
                    System.getenv(),
                    System.getProperties(),
                    new PrintStream(System.out, true, StandardCharsets.UTF_8),
                    new PrintStream(System.err, true, StandardCharsets.UTF_8));
        }
    }

    Cli(Server server, Process process) {
        this.server = server;
        this.process = process;
    }

    /** Carries out one command; returns its exit status. */
    public static int main(String[] args, Server server) {
        return new Cli(server, Process.current()).execute(args);
    }

    int execute(String... args) {
        CommandLine line = new CommandLine(this);
        line.setExpandAtFiles(false);
        line.setOut(new PrintWriter(process.out(), true, Charset.defaultCharset()));
        line.setErr(new PrintWriter(process.err(), true, Charset.defaultCharset()));
        line.setExecutionExceptionHandler((e, command, parsed) -> failed(e));
        return line.execute(args);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    private int failed(Exception e) {
        process.err().println("tidegate: " + Plain.lines(String.valueOf(e.getMessage())));
        if (e instanceof Refused refused) {
            return refused.exitStatus();
        }
        return e instanceof InvalidSettings ? WRONG_USE : NO;
    }

    Server server() {
        return server;
    }

    PrintStream out() {
        return process.out();
    }

    PrintStream err() {
        return process.err();
    }

    Settings settings(Map<String, String> defaults) {
        Settings settings = new Settings(process.environment(), process.system(), defaults);
        settings.warnings().forEach(warning -> process.err().println("tidegate: " + warning));
        return settings;
    }

    Conversation conversation() {
        return Conversations.open(settings(Map.of()), server);
    }
}
