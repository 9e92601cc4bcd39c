package io.tidegate.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tidegate erase}. */
@Command(
        name = "erase",
        description =
                "Erases what the journal holds of a subject: its events, requests and answers. Ids, states and times"
                        + " stay. Without a subject it lists what was erased.",
        footer = {"", "What is not covered, such as backups: docs/security.md, \"Erasure\""},
        mixinStandardHelpOptions = true)
final class EraseCommand implements Callable<Integer> {
    private static final String PATH = "/api/erasures";

    @ParentCommand private Cli cli;
    @Spec private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "SUBJECT", description = "As the events have it.")
    private @Nullable String subject;

    @Option(
            names = "--discard",
            description =
                    "Ends deliveries that are unfinished, as failed; else they are in the way.")
    private boolean discard;

    @Override
    public Integer call() {
        if (discard && subject == null) {
            throw new ParameterException(spec.commandLine(), "--discard needs a SUBJECT");
        }
        try (Conversation conversation = cli.conversation()) {
            return subject == null ? list(conversation) : begin(conversation, subject);
        }
    }

    private int begin(Conversation conversation, String whom) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("subject", whom);
        body.put("discard", discard);
        Node begun = conversation.post(PATH, body);
        cli.out()
                .println(
                        "erasure "
                                + begun.text("id")
                                + " has begun; tidegate erase shows when it is done");
        return Cli.FINE;
    }

    private int list(Conversation conversation) {
        Table table = new Table("ERASURE", "STATE", "EVENTS", "DELIVERIES", "BEGUN", "BY", "DONE");
        for (Node one : conversation.get(PATH).list("items")) {
            table.row(
                    one.text("id"),
                    one.text("state"),
                    one.text("events"),
                    one.text("deliveries"),
                    one.text("startedAt"),
                    one.text("startedBy"),
                    one.text("finishedAt"));
        }
        table.print(cli.out());
        return Cli.FINE;
    }
}
