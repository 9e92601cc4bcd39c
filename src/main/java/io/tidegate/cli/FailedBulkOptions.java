package io.tidegate.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Many failed queries in the place of one. */
final class FailedBulkOptions {
    @Option(
            names = "--all",
            description = "All open ones, or those of the filters, in the place of one.")
    private boolean all;

    @Option(names = "--dry-run", description = "With --all: says how many; nothing is changed.")
    private boolean dryRun;

    @Mixin private FailedFilterOptions filter;

    /** Either an id or {@code --all}, and nothing of the other. */
    void check(CommandSpec spec, @Nullable String id) {
        if (all == (id != null)) {
            throw new ParameterException(
                    spec.commandLine(),
                    all ? "--all stands in the place of an ID" : "say an ID, or --all");
        }
        if (!all && (dryRun || !filter.words().isEmpty())) {
            throw new ParameterException(spec.commandLine(), "filters and --dry-run go with --all");
        }
    }

    boolean dryRun() {
        return dryRun;
    }

    Map<String, @Nullable String> filter() {
        return filter.words();
    }
}
