package io.tidegate.inflow;

import io.tidegate.journal.JournalUnavailable;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlJournal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The events that were accepted lately from one source. */
final class SqlRecentEvents implements RecentContents.Stored {
    private static final String SELECT =
            "SELECT id, data, accepted_at FROM event WHERE seq >= ? AND source = ? ORDER BY seq";
    private static final int AT_ONCE = 100;

    private final SqlDatabase database;

    SqlRecentEvents(SqlDatabase database) {
        this.database = database;
    }

    @Override
    public void since(String source, long from, RecentContent into) {
        try (Connection connection = database.readers().getConnection();
                PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setLong(1, SqlJournal.lowestId(from));
            select.setString(2, source);
            select.setFetchSize(AT_ONCE);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    byte[] data = rows.getBytes(2);
                    if (data != null) {
                        into.remember(
                                database.payloads().read(data), rows.getString(1), rows.getLong(3));
                    }
                }
            }
        } catch (SQLException e) {
            throw new JournalUnavailable(
                    "what was posted to " + source + " lately cannot be read: " + e.getMessage(),
                    e);
        }
    }
}
