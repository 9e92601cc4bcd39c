package io.tidegate.api;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The part of a table that a filtered list looks at in one step; a {@link Search} goes from one to
 * the next. A filter without an index of its own would read the whole table for a few rows, and an
 * index for each would cost every accepted event a write; so a step ends after {@value #MAX_ROWS}
 * rows, with what it found. Those may lie apart, and each costs a read where the database is cold.
 *
 * @param from the lowest id in it
 * @param isLast whether the table has no row below it
 */
record SqlWindow(long from, boolean isLast) {
    static final int MAX_ROWS = 2_000;

    /**
     * The rows below an id and not below another, newest first.
     *
     * @param id the table's primary key
     * @param rows which rows count, for a table of which an index holds those alone
     */
    static SqlWindow below(
            long before, long floor, String table, String id, String rows, Connection connection)
            throws SQLException {
        String newest =
                "SELECT %s AS id FROM %s WHERE %s %s < ? AND %s >= ? ORDER BY %s DESC LIMIT %d"
                        .formatted(id, table, rows, id, id, id, MAX_ROWS);
        return new SqlSelect("SELECT min(id), count(*) FROM (" + newest + ") w", before, floor)
                .rows(connection, row -> new SqlWindow(row.getLong(1), row.getInt(2) < MAX_ROWS))
                .get(0);
    }

    /** Where the page after it begins. */
    @Nullable Long next() {
        return isLast ? null : from;
    }
}
