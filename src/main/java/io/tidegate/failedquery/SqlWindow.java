package io.tidegate.failedquery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The part of the table that one look goes through: a filter without an index would read all of it
 * for a few rows. It ends after {@value #MAX_ROWS} rows, or {@link #MAX_BYTES} of bodies, which lie
 * between the columns that are compared.
 *
 * @param end the last id in it
 * @param isLast whether nothing comes after it
 */
record SqlWindow(long end, boolean isLast) {
    static final int MAX_ROWS = 2_000;
    static final long MAX_BYTES = 32L << 20;

    private static final String SELECT =
            "SELECT id, COALESCE(length(request_body), 0) FROM failed_query";

    /** Newest first, below an id. */
    static SqlWindow below(long before, FailedQueryFilter filter, Connection connection)
            throws SQLException {
        return of(SqlFilter.indexed(filter).add("id < ?", before), "DESC", connection);
    }

    /** Oldest first, above an id. */
    static SqlWindow above(long after, FailedQueryFilter filter, Connection connection)
            throws SQLException {
        return of(SqlFilter.indexed(filter).add("id > ?", after), "ASC", connection);
    }

    private static SqlWindow of(SqlFilter filter, String order, Connection connection)
            throws SQLException {
        try (PreparedStatement select =
                filter.prepare(connection, SELECT, "ORDER BY id " + order + " LIMIT " + MAX_ROWS)) {
            select.setFetchSize(1_000);
            try (ResultSet rows = select.executeQuery()) {
                return of(rows);
            }
        }
    }

    private static SqlWindow of(ResultSet rows) throws SQLException {
        long end = 0;
        int count = 0;
        long bytes = 0;
        while (rows.next()) {
            end = rows.getLong(1);
            bytes += rows.getLong(2);
            if (++count == MAX_ROWS || bytes > MAX_BYTES) {
                return new SqlWindow(end, false);
            }
        }
        return new SqlWindow(end, true);
    }
}
