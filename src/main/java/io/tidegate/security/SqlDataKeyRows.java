package io.tidegate.security;

import io.tidegate.journal.JournalUnavailable;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlJournal;
import io.tidegate.journal.SqlTopics;
import io.tidegate.journal.Topic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The table {@code payload_key}: what is in it is wrapped by a master key. */
final class SqlDataKeyRows {
    private static final String SELECT =
            "SELECT id, master_key_id, wrapped, made_at FROM payload_key ORDER BY made_at, id";

    private final SqlDatabase database;
    private final SqlJournal journal;

    SqlDataKeyRows(SqlDatabase database, SqlJournal journal) {
        this.database = database;
        this.journal = journal;
    }

    /**
     * The oldest first. On a connection of its own: who asks may hold one of the readers'.
     *
     * @throws JournalUnavailable if they cannot be read
     */
    List<EncryptedDataKey> all() {
        try (Connection connection = database.openBeside()) {
            return all(connection);
        } catch (SQLException e) {
            throw new JournalUnavailable(
                    "the keys of payloads cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<EncryptedDataKey> all(Connection connection) throws SQLException {
        List<EncryptedDataKey> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(SELECT);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(
                        new EncryptedDataKey(
                                rows.getLong(1),
                                rows.getString(2),
                                rows.getBytes(3),
                                rows.getLong(4)));
            }
        }
        return found;
    }

    /**
     * Made when its transaction runs, with the master key of then; it may be used from the commit
     * on.
     */
    <T> CompletionStage<T> add(Supplier<T> made, Function<T, EncryptedDataKey> wrapped) {
        return journal.change(
                (connection, dialect) -> {
                    T key = made.get();
                    EncryptedDataKey row = wrapped.apply(key);
                    try (PreparedStatement insert =
                            connection.prepareStatement(
                                    "INSERT INTO payload_key (id, master_key_id, wrapped, made_at) VALUES (?, ?, ?, ?)")) {
                        insert.setLong(1, row.id());
                        insert.setString(2, row.masterKeyId());
                        insert.setBytes(3, row.wrapped());
                        insert.setLong(4, row.madeAt());
                        insert.executeUpdate();
                    }
                    SqlTopics.changed(Topic.SECRETS, connection, dialect);
                    return key;
                });
    }

    /** Within a transaction that the master key is changed in. */
    static void wrapAnew(Connection connection, UnaryOperator<EncryptedDataKey> anew)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "UPDATE payload_key SET master_key_id = ?, wrapped = ? WHERE id = ?")) {
            for (EncryptedDataKey row : all(connection)) {
                EncryptedDataKey now = anew.apply(row);
                update.setString(1, now.masterKeyId());
                update.setBytes(2, now.wrapped());
                update.setLong(3, now.id());
                update.executeUpdate();
            }
        }
    }
}
