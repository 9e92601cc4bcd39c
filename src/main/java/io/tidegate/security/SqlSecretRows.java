package io.tidegate.security;

import io.tidegate.journal.JournalUnavailable;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlJournal;
import io.tidegate.journal.SqlTopics;
import io.tidegate.journal.SqlWork;
import io.tidegate.journal.Topic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;

/** The table {@code secret}: what is in it is encrypted. */
final class SqlSecretRows {
    private static final String PUT =
            "INSERT INTO secret (name, key_id, encrypted, set_at, set_by) VALUES (?, ?, ?, ?, ?)"
                    + " ON CONFLICT (name) DO UPDATE SET key_id = excluded.key_id, encrypted = excluded.encrypted,"
                    + " set_at = excluded.set_at, set_by = excluded.set_by";

    private final SqlDatabase database;
    private final SqlJournal journal;

    SqlSecretRows(SqlDatabase database, SqlJournal journal) {
        this.database = database;
        this.journal = journal;
    }

    /**
     * By name.
     *
     * @throws JournalUnavailable if they cannot be read
     */
    List<EncryptedSecret> all() {
        List<EncryptedSecret> found = new ArrayList<>();
        try (Connection connection = database.readers().getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT name, key_id, encrypted, set_at, set_by FROM secret ORDER BY name");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(
                        new EncryptedSecret(
                                rows.getString(1),
                                rows.getString(2),
                                rows.getBytes(3),
                                rows.getLong(4),
                                rows.getString(5)));
            }
        } catch (SQLException e) {
            throw new JournalUnavailable("the secrets cannot be read: " + e.getMessage(), e);
        }
        return found;
    }

    /**
     * Writes them over those of the same name, all in one transaction; returns when that is
     * committed.
     *
     * @throws JournalUnavailable if it cannot be written; nothing changed then
     */
    void put(Collection<EncryptedSecret> secrets) {
        change((connection, dialect) -> put(connection, secrets));
    }

    /** The same, with the keys of payloads, all in one transaction. */
    void put(Collection<EncryptedSecret> secrets, UnaryOperator<EncryptedDataKey> payloadKeys) {
        change(
                (connection, dialect) -> {
                    SqlDataKeyRows.wrapAnew(connection, payloadKeys);
                    return put(connection, secrets);
                });
    }

    private static int put(Connection connection, Collection<EncryptedSecret> secrets)
            throws SQLException {
        try (PreparedStatement put = connection.prepareStatement(PUT)) {
            for (EncryptedSecret secret : secrets) {
                put.setString(1, secret.name());
                put.setString(2, secret.keyId());
                put.setBytes(3, secret.encrypted());
                put.setLong(4, secret.setAt());
                put.setString(5, secret.setBy());
                put.executeUpdate();
            }
            return secrets.size();
        }
    }

    /** Returns when that is committed. */
    void delete(String name) {
        change(
                (connection, dialect) -> {
                    try (PreparedStatement delete =
                            connection.prepareStatement("DELETE FROM secret WHERE name = ?")) {
                        delete.setString(1, name);
                        return delete.executeUpdate();
                    }
                });
    }

    private void change(SqlWork<Integer> work) {
        try {
            journal.changeNow(
                    (connection, dialect) -> {
                        int changed = work.run(connection, dialect);
                        SqlTopics.changed(Topic.SECRETS, connection, dialect);
                        return changed;
                    });
        } catch (CompletionException e) {
            throw new JournalUnavailable(
                    "the secrets cannot be written: "
                            + (e.getCause() == null ? e : e.getCause()).getMessage(),
                    e);
        }
    }
}
