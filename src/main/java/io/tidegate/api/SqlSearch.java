package io.tidegate.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A text that is looked for in columns: anywhere in them, in any case (SQLite knows that of ASCII
 * alone). No index helps, so it belongs in a {@link SqlWindow}.
 */
final class SqlSearch {
    private SqlSearch() {}

    /** Adds that one of the columns holds it. */
    static void add(SqlSelect select, String text, List<String> columns) {
        String pattern = "%" + text.replaceAll("[!%_]", "!$0") + "%";
        select.add(
                columns.stream()
                        .map(column -> "lower(" + column + ") LIKE lower(?) ESCAPE '!'")
                        .collect(Collectors.joining(" OR ", " AND (", ")")),
                new ArrayList<>(Collections.nCopies(columns.size(), pattern)).toArray());
    }
}
