package io.tidegate.sync;

import io.tidegate.journal.JournalUnavailable;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlJournal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes as rows of {@code sync_write}. */
final class SqlWriteLog implements WriteLog {
    private static final Logger LOG = LoggerFactory.getLogger(SqlWriteLog.class);

    private static final String ADD =
            "INSERT INTO sync_write (id, delivery, connector, system, conflict, suppressed, changed_at, change_told,"
                    + " action, uid, keys, before, written, expected, from_version, last_change, begun_at)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String ANSWERED =
            "UPDATE sync_write SET answered = 1, answer_uid = ?, answer = ?, to_version = ?, answer_changed = ?"
                    + " WHERE id = ?";
    private static final String FORGET =
            "DELETE FROM sync_write WHERE id IN (SELECT id FROM sync_write w WHERE begun_at < ? AND NOT EXISTS"
                    + " (SELECT 1 FROM delivery d WHERE d.id = w.delivery AND d.status IN ('pending', 'waiting'))"
                    + " ORDER BY begun_at LIMIT ?)";

    private final SqlDatabase database;
    private final SqlJournal journal;

    SqlWriteLog(SqlDatabase database, SqlJournal journal) {
        this.database = database;
        this.journal = journal;
    }

    @Override
    public long newId() {
        return journal.newId();
    }

    @Override
    public void remember(Write write) {
        journal.changeNow((connection, dialect) -> add(connection, write));
    }

    private static int add(Connection connection, Write write) throws SQLException {
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            Undertaking by = write.of();
            add.setLong(1, write.id());
            add.setLong(2, by.delivery());
            add.setString(3, by.connector());
            add.setString(4, by.system());
            add.setString(5, by.conflict().name());
            add.setInt(6, by.suppressed() ? 1 : 0);
            add.setLong(7, by.changed().at());
            add.setString(8, by.changed().source().name());
            add.setString(9, write.about().action());
            add.setString(10, write.about().uid());
            add.setBytes(11, Leaves.of(write.about().keys()).bytes());
            add.setBytes(12, write.values().before().bytes());
            add.setBytes(13, write.values().written().bytes());
            add.setBytes(14, write.values().expected().bytes());
            add.setObject(15, write.values().from(), Types.BIGINT);
            add.setObject(16, write.values().changed(), Types.BIGINT);
            add.setLong(17, write.begunAt());
            return add.executeUpdate();
        }
    }

    @Override
    public void answered(Write write) {
        Write.Answer answer = write.answer();
        if (answer == null) {
            return;
        }
        journal.change((connection, dialect) -> answered(connection, write.id(), answer))
                .exceptionally(
                        e -> {
                            LOG.warn(
                                    "what delivery {} wrote is remembered without its answer: {}",
                                    write.of().delivery(),
                                    e.getMessage());
                            return 0;
                        });
    }

    private static int answered(Connection connection, long id, Write.Answer answer)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(ANSWERED)) {
            update.setString(1, answer.uid());
            update.setBytes(2, answer.leaves().bytes());
            update.setObject(3, answer.version(), Types.BIGINT);
            update.setObject(4, answer.changed(), Types.BIGINT);
            update.setLong(5, id);
            return update.executeUpdate();
        }
    }

    @Override
    public int forget(long before, int limit) {
        return journal.changeNow((connection, dialect) -> forget(connection, before, limit));
    }

    private static int forget(Connection connection, long before, int limit) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(FORGET)) {
            delete.setLong(1, before);
            delete.setInt(2, limit);
            return delete.executeUpdate();
        }
    }

    @Override
    public List<Write> since(long time, int limit) {
        return read("begun_at >= ? ORDER BY begun_at DESC, id DESC LIMIT ?", time, limit);
    }

    @Override
    public List<Write> ofDelivery(long delivery) {
        return read("delivery = ? ORDER BY id DESC LIMIT ?", delivery, 100);
    }

    private List<Write> read(String where, long value, int limit) {
        String sql = SqlWriteRow.SELECT + where;
        try (Connection connection = database.readers().getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, value);
            select.setInt(2, limit);
            List<Write> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(SqlWriteRow.read(row));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new JournalUnavailable(
                    "what was written to accounts cannot be read: " + e.getMessage(), e);
        }
    }
}
