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

/** {@code tidegate backfill}. */
@Command(
        name = "backfill",
        description = {
            "Feeds all accounts of the identity provider through an outflow connector, behind its live events;"
                    + " without a connector, lists the backfills.",
            "Needs a running server, which goes on with it after a restart."
        },
        mixinStandardHelpOptions = true)
final class BackfillCommand implements Callable<Integer> {
    private static final String PATH = "/api/backfills";

    @ParentCommand private Cli cli;
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "CONNECTOR", arity = "0..1", description = "Its id.")
    private @Nullable String connector;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description = "Only accounts that changed on this day or later, such as 2026-01-31.")
    private @Nullable String from;

    @Option(
            names = "--rate",
            paramLabel = "RATE",
            description =
                    "Accounts in a second, minute or hour: 50/s (the default), 600/m, 1000/h.")
    private @Nullable String rate;

    @Option(
            names = "--dry-run",
            description =
                    "Says what would become of the first 1,000 accounts; nothing is stored or sent.")
    private boolean dryRun;

    @Option(names = "--cancel", description = "Ends the connector's; what it has accepted is sent.")
    private boolean cancel;

    @Option(names = "--json", description = "The API's answer as it is.")
    private boolean json;

    @Override
    public Integer call() {
        check();
        try (Conversation conversation = cli.conversation()) {
            BackfillText text = new BackfillText(cli.out());
            if (connector == null) {
                Node jobs = conversation.get(PATH);
                print(jobs, () -> text.list(jobs));
            } else if (cancel) {
                Node ended = conversation.delete(Conversation.path(PATH, running(conversation)));
                print(ended, () -> text.cancelled(ended));
            } else {
                start(conversation, text, connector);
            }
            return Cli.FINE;
        }
    }

    private void check() {
        boolean about = from != null || rate != null || dryRun;
        if (connector == null && (about || cancel)) {
            throw new ParameterException(spec.commandLine(), "the connector is missing");
        }
        if (cancel && about) {
            throw new ParameterException(
                    spec.commandLine(), "--cancel goes with a connector alone");
        }
    }

    private void start(Conversation conversation, BackfillText text, String id) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (from != null) {
            body.put("from", from);
        }
        if (rate != null) {
            body.put("rate", rate);
        }
        body.put("dryRun", dryRun);
        Node answer =
                conversation.post(Conversation.path("/api/connectors", id) + "/backfill", body);
        print(answer, () -> text.begun(answer, dryRun));
    }

    private String running(Conversation conversation) {
        for (Node job : conversation.get(PATH).list("items")) {
            if (job.text("state").equals("running") && job.text("connector").equals(connector)) {
                return job.text("id");
            }
        }
        throw Refused.no("no backfill of " + connector + " runs");
    }

    private void print(Node answer, Runnable asText) {
        if (json) {
            cli.out().println(answer.json());
        } else {
            asText.run();
        }
    }
}
