package io.tidegate.sync;

import io.tidegate.event.Event;
import io.tidegate.journal.JournalUnavailable;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlJournal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What was sent, from the attempts in the journal. */
@SuppressWarnings("InlineFormatString") // it is read as SQL, not where it is filled in
final class SqlSendLog implements SendLog {
    private static final String SELECT =
            "SELECT d.connector, d.status, a.started_at, a.duration_ms, e.id, e.source, e.type, e.subject, e.time,"
                    + " e.content_type, e.data FROM attempt a JOIN delivery d ON d.id = a.delivery"
                    + " JOIN event e ON e.seq = d.event WHERE a.delivery >= ? AND d.connector IN (%s)"
                    + " ORDER BY a.delivery DESC, a.number DESC LIMIT ?";

    /** How long before its last attempt a delivery may have been made: most retries are over. */
    private static final long RETRIES_MILLIS = 30 * 60_000;

    private final SqlDatabase database;

    SqlSendLog(SqlDatabase database) {
        this.database = database;
    }

    @Override
    public List<Attempted> since(
            String system, Collection<String> connectors, long time, int limit) {
        if (connectors.isEmpty()) {
            return List.of();
        }
        String sql =
                SELECT.formatted(String.join(", ", connectors.stream().map(c -> "?").toList()));
        try (Connection connection = database.readers().getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            int at = 1;
            select.setLong(at++, SqlJournal.lowestId(time - RETRIES_MILLIS));
            for (String connector : connectors) {
                select.setString(at++, connector);
            }
            select.setInt(at, limit);
            List<Attempted> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(read(system, row));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new JournalUnavailable(
                    "what was sent to " + system + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Attempted read(String system, ResultSet row) throws SQLException {
        var attributes =
                new Event.Attributes(
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9),
                        new Event.Attributes.Optional(row.getString(10), Map.of()));
        long begun = row.getLong(3);
        return new Attempted(
                new Receiver(row.getString(1), system),
                new Event(attributes, database.payloads().readOrNull(row.getBytes(11))),
                begun,
                begun + row.getInt(4),
                row.getString(2).equals("delivered"));
    }
}
