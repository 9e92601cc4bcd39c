package io.tidegate.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Which connectors were switched off and on, and by whom; one that never was is active. */
public final class SqlActivations {
    private static final String SET =
            "INSERT INTO activation (connector, active, discard_to, changed_at, changed_by) VALUES (?, ?, ?, ?, ?)"
                    + " ON CONFLICT (connector) DO UPDATE SET active = excluded.active,"
                    + " discard_to = excluded.discard_to, changed_at = excluded.changed_at,"
                    + " changed_by = excluded.changed_by";
    private static final String UNFINISHED =
            "SELECT 1 FROM delivery WHERE connector = ? AND status IN ('pending', 'waiting') AND blocked = ? AND id <= ?"
                    + " LIMIT 1";

    private final SqlDatabase database;
    private final SqlJournal journal;

    public SqlActivations(SqlDatabase database, SqlJournal journal) {
        this.database = database;
        this.journal = journal;
    }

    /**
     * By connector.
     *
     * @throws JournalUnavailable if they cannot be read
     */
    public List<Activation> all() {
        List<Activation> found = new ArrayList<>();
        try (Connection connection = database.readers().getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT connector, active, discard_to, changed_at, changed_by FROM activation"
                                        + " ORDER BY connector");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                long to = rows.getLong(3);
                Long discardTo = rows.wasNull() ? null : (Long) to;
                found.add(
                        new Activation(
                                rows.getString(1),
                                rows.getInt(2) == 1,
                                discardTo,
                                rows.getLong(4),
                                rows.getString(5)));
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
        return found;
    }

    /**
     * Returns when it is committed.
     *
     * @throws JournalUnavailable if it cannot be written; nothing changed then
     */
    public void set(Activation activation) {
        journal.changeNow(
                (connection, dialect) -> {
                    int written = write(connection, activation);
                    SqlTopics.changed(Topic.ACTIVATION, connection, dialect);
                    return written;
                });
    }

    private static int write(Connection connection, Activation activation) throws SQLException {
        try (PreparedStatement set = connection.prepareStatement(SET)) {
            set.setString(1, activation.connector());
            set.setInt(2, activation.active() ? 1 : 0);
            set.setObject(3, activation.discardTo(), java.sql.Types.BIGINT);
            set.setLong(4, activation.at());
            set.setString(5, activation.by());
            return set.executeUpdate();
        }
    }

    /**
     * Whether the connector has anything pending or waiting with an id up to this one.
     *
     * @throws JournalUnavailable if it cannot be read
     */
    public boolean hasUnfinished(String connector, long upTo) {
        try (Connection readers = database.readers().getConnection();
                PreparedStatement select = readers.prepareStatement(UNFINISHED)) {
            for (int blocked = 0; blocked <= 1; blocked++) {
                select.setString(1, connector);
                select.setInt(2, blocked);
                select.setLong(3, upTo);
                try (ResultSet rows = select.executeQuery()) {
                    if (rows.next()) {
                        return true;
                    }
                }
            }
            return false;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private static JournalUnavailable unreadable(SQLException e) {
        return new JournalUnavailable("the activations cannot be read: " + e.getMessage(), e);
    }
}
