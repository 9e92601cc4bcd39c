package io.tidegate.failedquery;

import io.tidegate.journal.JournalUnavailable;
import io.tidegate.journal.SqlDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Goes through all failed queries of a filter, oldest first, a window at a time. */
final class SqlMatching {
    private final SqlDatabase database;

    /**
     * Some ids, and how far they reach.
     *
     * @param end all up to this one were looked at
     */
    record Ids(List<Long> ids, long end, boolean isLast) {}

    private interface Reading<T> {
        T from(Connection connection) throws SQLException;
    }

    SqlMatching(SqlDatabase database) {
        this.database = database;
    }

    Matching count(FailedQueryFilter filter, long upTo) {
        Counted counted = new Counted();
        SqlWindow window = new SqlWindow(0, false);
        while (!window.isLast()) {
            long after = window.end();
            window = read(connection -> counted.add(connection, filter, after, upTo));
        }
        return new Matching(
                counted.connectors.values().stream().mapToLong(Long::longValue).sum(),
                counted.connectors,
                failedAt(counted.oldest),
                failedAt(counted.newest));
    }

    /** The ids above one that match, at most so many. */
    Ids ids(FailedQueryFilter filter, long after, long upTo, int limit) {
        return read(
                connection -> {
                    SqlWindow window = SqlWindow.above(after, filter, connection);
                    List<Long> ids = new ArrayList<>();
                    try (PreparedStatement select =
                                    within(filter, after, window, upTo)
                                            .prepare(
                                                    connection,
                                                    "SELECT id FROM failed_query",
                                                    "ORDER BY id LIMIT " + limit);
                            ResultSet rows = select.executeQuery()) {
                        while (rows.next()) {
                            ids.add(rows.getLong(1));
                        }
                    }
                    boolean cut = ids.size() == limit;
                    return new Ids(
                            ids,
                            cut ? ids.get(limit - 1) : window.end(),
                            !cut && (window.isLast() || window.end() >= upTo));
                });
    }

    /** The newest there is; 0 if there is none. */
    long newest() {
        return read(
                connection -> {
                    try (PreparedStatement select =
                                    connection.prepareStatement(
                                            "SELECT max(id) FROM failed_query");
                            ResultSet row = select.executeQuery()) {
                        row.next();
                        return row.getLong(1);
                    }
                });
    }

    private SqlFilter within(FailedQueryFilter filter, long after, SqlWindow window, long upTo) {
        return SqlFilter.of(filter, database.dialect())
                .add("id > ? AND id <= ?", after, Math.min(window.end(), upTo));
    }

    private @Nullable Instant failedAt(long id) {
        if (id == 0) {
            return null;
        }
        Optional<FailedQuery> found =
                read(
                        connection ->
                                Optional.ofNullable(
                                        new SqlFailedQueryRows(
                                                        connection,
                                                        database.dialect(),
                                                        database.payloads())
                                                .one(id)));
        return found.map(query -> query.outcome().failedAt()).orElse(null);
    }

    private final class Counted {
        final Map<String, Long> connectors = new TreeMap<>();
        long oldest;
        long newest;

        SqlWindow add(Connection connection, FailedQueryFilter filter, long after, long upTo)
                throws SQLException {
            SqlWindow window = SqlWindow.above(after, filter, connection);
            try (PreparedStatement select =
                            within(filter, after, window, upTo)
                                    .prepare(
                                            connection,
                                            "SELECT connector, count(*), min(id), max(id) FROM failed_query",
                                            "GROUP BY connector");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    connectors.merge(rows.getString(1), rows.getLong(2), Long::sum);
                    oldest = oldest == 0 ? rows.getLong(3) : Math.min(oldest, rows.getLong(3));
                    newest = Math.max(newest, rows.getLong(4));
                }
            }
            return window;
        }
    }

    private <T extends @Nullable Object> T read(Reading<T> reading) {
        try (Connection connection = database.readers().getConnection()) {
            connection.setAutoCommit(false);
            try {
                return reading.from(connection);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new JournalUnavailable("the failed queries cannot be read: " + e.getMessage(), e);
        }
    }
}
