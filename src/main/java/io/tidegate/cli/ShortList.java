package io.tidegate.cli;

import java.util.List;

/**
 * A list that the API has on one page.
 *
 * @param heads of the columns
 * @param keys of an item, in the columns' order
 */
record ShortList(String path, List<String> heads, List<String> keys) {
    /** Prints it, as a table or as the API's answer; returns the exit status. */
    int print(Cli cli, boolean json) {
        try (Conversation conversation = cli.conversation()) {
            Node page = conversation.get(path);
            if (json) {
                cli.out().println(page.json());
                return Cli.FINE;
            }
            Table table = new Table(heads.toArray(String[]::new));
            for (Node item : page.list("items")) {
                table.row(keys.stream().map(item::text).toArray(String[]::new));
            }
            table.print(cli.out());
            return Cli.FINE;
        }
    }
}
