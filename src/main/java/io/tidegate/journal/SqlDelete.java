package io.tidegate.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** The statements of retention; each call is one transaction's worth. */
final class SqlDelete {
    private static final List<String> BELONGINGS =
            List.of(
                    "DELETE FROM attempt WHERE delivery = ?",
                    "DELETE FROM request WHERE delivery = ?",
                    "DELETE FROM response WHERE delivery = ?",
                    "DELETE FROM delivery_note WHERE delivery = ?",
                    "DELETE FROM failed_query WHERE delivery_id = ?");

    private static final long MINUTES_KEPT = Duration.ofHours(3).toMillis();
    private static final long HOURS_KEPT = Duration.ofDays(2).toMillis();

    private SqlDelete() {}

    /** Deletes old counts, but each connector's last hour: it tells when it last did anything. */
    static int counts(Connection connection, long now) throws SQLException {
        int deleted = 0;
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "DELETE FROM delivery_count WHERE minutes = ? AND begin_at < ? AND (minutes = 1 OR EXISTS"
                                + " (SELECT 1 FROM delivery_count later WHERE later.minutes = delivery_count.minutes"
                                + " AND later.begin_at > delivery_count.begin_at"
                                + " AND later.connector = delivery_count.connector))")) {
            for (int minutes : SqlCounts.SPANS) {
                delete.setInt(1, minutes);
                delete.setLong(2, now - (minutes == 1 ? MINUTES_KEPT : HOURS_KEPT));
                deleted += delete.executeUpdate();
            }
        }
        return deleted;
    }

    /**
     * Deletes those that are still over; one may have been replayed since it was looked at.
     *
     * @param period of a status, in ms
     */
    static int deliveries(
            Connection connection, List<Long> ids, ToLongFunction<String> period, long now)
            throws SQLException {
        List<Long> deleted = new ArrayList<>(ids.size());
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT status, after, finished_at FROM delivery WHERE id = ?");
                PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM delivery WHERE id = ?")) {
            for (long id : ids) {
                select.setLong(1, id);
                try (ResultSet row = select.executeQuery()) {
                    if (row.next()
                            && !row.getString(2).equals("due")
                            && row.getLong(3) <= now - period.applyAsLong(row.getString(1))) {
                        deleted.add(id);
                        delete.setLong(1, id);
                        delete.addBatch();
                    }
                }
            }
            if (!deleted.isEmpty()) {
                delete.executeBatch();
            }
        }
        for (String belonging : BELONGINGS) {
            each(connection, belonging, deleted);
        }
        return deleted.size();
    }

    /** Deletes events and lets their ids be accepted again. */
    static int events(Connection connection, SqlDialect dialect, List<Long> seqs)
            throws SQLException {
        each(
                connection,
                "DELETE FROM "
                        + dialect.keyTable()
                        + " WHERE seq = ? AND id = (SELECT e.id FROM event e WHERE e.seq = ?)"
                        + " AND source = (SELECT e.source FROM event e WHERE e.seq = ?)",
                seqs);
        each(connection, "DELETE FROM event WHERE seq = ?", seqs);
        return seqs.size();
    }

    /** Deletes the oldest of those below an id, so many at most. */
    static int audit(Connection connection, long below, int limit) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "DELETE FROM audit WHERE id IN"
                                + " (SELECT id FROM audit WHERE id < ? ORDER BY id LIMIT ?)")) {
            delete.setLong(1, below);
            delete.setInt(2, limit);
            return delete.executeUpdate();
        }
    }

    private static void each(Connection connection, String sql, List<Long> ids)
            throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            int parameters = (int) sql.chars().filter(c -> c == '?').count();
            for (long id : ids) {
                for (int i = 1; i <= parameters; i++) {
                    delete.setLong(i, id);
                }
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    /**
     * Gives back at most so many free pages of SQLite's file; true if there is nothing more to do.
     */
    static boolean shrink(Connection connection, int pages) throws SQLException {
        long before = freePages(connection);
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "PRAGMA incremental_vacuum("
                            + pages
                            + ")"); // execute() would free one page only
        }
        long after = freePages(connection);
        return after == 0 || after == before;
    }

    private static long freePages(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA freelist_count")) {
            row.next();
            return row.getLong(1);
        }
    }
}
