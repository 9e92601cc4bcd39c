package io.tidegate.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** Reads what {@link Lately} knows from the table, when the journal is opened or failed. */
final class SqlLately {
    private static final long HOUR = Duration.ofMinutes(61).toMillis();
    private static final long DAY = Duration.ofHours(25).toMillis();

    private SqlLately() {}

    static Lately read(Connection connection, long now) throws SQLException {
        Lately lately = new Lately();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT connector, minutes, begin_at, outcome, happened, last_at FROM delivery_count"
                                + " WHERE minutes = ? AND begin_at >= ?")) {
            select.setInt(1, 60);
            select.setLong(2, now - DAY);
            add(select, lately);
            select.setInt(1, 1);
            select.setLong(2, now - HOUR);
            add(select, lately);
        }
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT connector, minutes, max(begin_at), outcome, 0, max(last_at) FROM delivery_count"
                                + " WHERE minutes = 60 AND begin_at < ? GROUP BY connector, minutes, outcome")) {
            select.setLong(1, now - DAY);
            add(select, lately);
        }
        return lately;
    }

    /** The minutes and hours that may still grow. */
    static Lately current(Connection connection, long now) throws SQLException {
        Lately lately = new Lately();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT connector, minutes, begin_at, outcome, happened, last_at FROM delivery_count"
                                + " WHERE minutes = ? AND begin_at >= ?")) {
            for (int minutes : SqlCounts.SPANS) {
                long span = minutes * SqlCounts.MINUTE_MILLIS;
                select.setInt(1, minutes);
                select.setLong(2, now - Math.floorMod(now, span) - span);
                add(select, lately);
            }
        }
        return lately;
    }

    private static void add(PreparedStatement select, Lately lately) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                lately.add(
                        row.getString(1),
                        new Lately.Added(
                                row.getInt(2),
                                row.getLong(3),
                                row.getString(4),
                                row.getLong(5),
                                row.getLong(6)));
            }
        }
    }
}
