package io.tidegate.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command that lists has. */
final class ListOptions {
    @Option(names = "--limit", description = "How many, 1 to 500; 50 unless said.")
    private int limit = 50;

    @Option(names = "--cursor", description = "Go on where the list before ended.")
    private @Nullable String cursor;

    @Option(names = "--json", description = "The API's answer as it is.")
    boolean json;

    void addTo(Map<String, @Nullable String> query) {
        query.put("limit", Integer.toString(limit));
        query.put("cursor", cursor);
    }

    void print(Cli cli, Node page, Table table) {
        if (json) {
            cli.out().println(page.json());
            return;
        }
        table.print(cli.out());
        if (page.at("next").isThere()) {
            cli.out().println("more: --cursor " + page.text("next"));
        }
    }
}
