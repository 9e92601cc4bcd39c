package io.tidegate.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tidegate failed discard}. */
@Command(
        name = "discard",
        description = "Ends one without a further attempt, or all of a filter.",
        mixinStandardHelpOptions = true)
final class FailedDiscardCommand implements Callable<Integer> {
    @ParentCommand private FailedCommand parent;
    @Spec private CommandSpec spec;
    @Mixin private FailedBulkOptions bulk;

    @Parameters(paramLabel = "ID", arity = "0..1")
    private @Nullable String id;

    @Override
    public Integer call() {
        bulk.check(spec, id);
        Cli cli = parent.cli();
        if (id == null) {
            return new FailedInBulk(cli).run("discard", bulk.filter(), bulk.dryRun());
        }
        try (Conversation conversation = cli.conversation()) {
            conversation.post(Conversation.path(FailedCommand.PATH, id) + "/discard", Map.of());
            cli.out().println("failed query " + Plain.text(id) + " is discarded");
            return Cli.FINE;
        }
    }
}
