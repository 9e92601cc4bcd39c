package io.tidegate.backfill;

import io.tidegate.event.BackfillType;
import io.tidegate.event.Event;
import io.tidegate.journal.JournalUnavailable;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlJournal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Which deliveries have not ended, and whose there were; fails with a {@link JournalUnavailable}.
 */
public final class SqlUnfinished {
    private static final String DUE =
            "SELECT id FROM delivery WHERE connector = ? AND status IN ('pending', 'waiting') AND blocked = 0"
                    + " AND due_at <= ? ORDER BY due_at, id LIMIT ?";

    private static final String LIVE =
            "SELECT e.subject FROM delivery d JOIN event e ON e.seq = d.event WHERE d.id >= ?"
                    + " AND d.connector = ? AND e.type NOT LIKE ? ORDER BY d.id DESC LIMIT ?";

    private final SqlDatabase database;

    public SqlUnfinished(SqlDatabase database) {
        this.database = database;
    }

    /** Those of a connector that may be sent now, or are on the wire; so many at most. */
    Set<Long> due(String connector, long now, int most) {
        return select(
                DUE,
                row -> row.getLong(1),
                statement -> {
                    statement.setString(1, connector);
                    statement.setLong(2, now);
                    statement.setInt(3, most);
                });
    }

    /**
     * Hashes of the subjects whose live events a connector was given since then, ms since 1970; so
     * many of the newest.
     */
    Set<Long> liveSubjects(String connector, long since, int most) {
        return select(
                LIVE,
                row -> Event.subjectHash(row.getString(1)),
                statement -> {
                    statement.setLong(1, SqlJournal.lowestId(since));
                    statement.setString(2, connector);
                    statement.setString(3, BackfillType.PREFIX + "%");
                    statement.setInt(4, most);
                });
    }

    /** Of these deliveries. */
    Set<Long> of(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        StringJoiner marks = new StringJoiner(", ", "(", ")");
        ids.forEach(id -> marks.add("?"));
        return select(
                "SELECT id FROM delivery WHERE status IN ('pending', 'waiting') AND id IN " + marks,
                row -> row.getLong(1),
                statement -> {
                    int at = 1;
                    for (long id : ids) {
                        statement.setLong(at++, id);
                    }
                });
    }

    private interface Values {
        void set(PreparedStatement statement) throws SQLException;
    }

    private interface Reading {
        long of(ResultSet row) throws SQLException;
    }

    private Set<Long> select(String sql, Reading reading, Values values) {
        try (Connection connection = database.readers().getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            values.set(select);
            Set<Long> ids = new HashSet<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.add(reading.of(rows));
                }
            }
            return ids;
        } catch (SQLException e) {
            throw new JournalUnavailable("the deliveries cannot be read: " + e.getMessage(), e);
        }
    }
}
