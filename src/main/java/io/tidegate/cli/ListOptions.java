package io.tidegate.cli;

import java.util.LinkedHashMap;
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

    Listing ask(Conversation conversation, String path, Map<String, @Nullable String> filters) {
        Map<String, @Nullable String> query = new LinkedHashMap<>(filters);
        query.put("limit", Integer.toString(limit));
        query.put("cursor", cursor);
        return Listing.of(conversation, path, query, limit, json);
    }

    void print(Cli cli, Listing listing, Table table) {
        if (json) {
            cli.out().println(listing.first().json());
            return;
        }
        table.print(cli.out());
        if (listing.first().at("notSearched").isThere()) {
            cli.out().println("not searched: " + listing.first().text("notSearched"));
        }
        if (listing.next() != null) {
            cli.out().println("more: --cursor " + listing.next());
        }
    }
}
