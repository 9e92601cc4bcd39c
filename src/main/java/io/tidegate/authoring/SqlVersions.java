package io.tidegate.authoring;

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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The versions of the console's connectors: whether a save or a deletion is based on the last one
 * is judged in its own transaction.
 */
public final class SqlVersions {
    private static final String COLUMNS =
            "v.connector, v.version, v.yaml, v.saved_at, v.saved_by, v.note";
    private static final String ALL = "SELECT " + COLUMNS + " FROM connector_version v WHERE ";
    private static final String CURRENT =
            "SELECT "
                    + COLUMNS
                    + " FROM console_connector c JOIN connector_version v"
                    + " ON v.connector = c.id AND v.version = c.version WHERE ";
    private static final String POINT =
            "INSERT INTO console_connector (id, version) VALUES (?, ?) ON CONFLICT (id) DO UPDATE"
                    + " SET version = excluded.version, deleted_at = NULL, deleted_by = NULL";
    private static final String ADD =
            "INSERT INTO connector_version (connector, version, yaml, saved_at, saved_by, note)"
                    + " VALUES (?, ?, ?, ?, ?, ?)";
    private static final String DELETE =
            "UPDATE console_connector SET deleted_at = ?, deleted_by = ? WHERE id = ?";

    private final SqlDatabase database;
    private final SqlJournal journal;

    public SqlVersions(SqlDatabase database, SqlJournal journal) {
        this.database = database;
        this.journal = journal;
    }

    /**
     * What is to be written.
     *
     * @param at ms since 1970
     */
    record Entry(String connector, String yaml, @Nullable String note, long at, String by) {}

    /** Makes a connector's first version, or the next one of a deleted connector. */
    Saving create(Entry entry) {
        return change(
                (connection, dialect) -> {
                    Version now = current(connection, entry.connector());
                    if (now != null) {
                        return isThis(now, entry) // the commit's answer was lost
                                ? new Saving.Saved(now, null)
                                : new Saving.Taken("it was set up in the console");
                    }
                    return add(connection, entry, last(connection, entry.connector()) + 1);
                });
    }

    /**
     * Makes the next version.
     *
     * @param base that it must follow
     */
    Saving save(Entry entry, long base) {
        return change(
                (connection, dialect) -> {
                    Version now = current(connection, entry.connector());
                    if (now == null) {
                        return new Saving.Absent();
                    }
                    if (now.number() == base) {
                        return add(connection, entry, base + 1);
                    }
                    return now.number() == base + 1 && isThis(now, entry)
                            ? new Saving.Saved(now, null)
                            : new Saving.Stale(now);
                });
    }

    /**
     * Its versions stay.
     *
     * @param base the version that whoever deletes it has seen
     */
    Saving delete(String connector, long base, long at, String by) {
        return change(
                (connection, dialect) -> {
                    Version now = current(connection, connector);
                    if (now == null) {
                        return new Saving.Absent();
                    }
                    if (now.number() != base) {
                        return new Saving.Stale(now);
                    }
                    try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
                        delete.setLong(1, at);
                        delete.setString(2, by);
                        delete.setString(3, connector);
                        delete.executeUpdate();
                    }
                    return new Saving.Saved(now, null);
                });
    }

    private static boolean isThis(Version now, Entry entry) {
        return now.savedAt() == entry.at()
                && now.savedBy().equals(entry.by())
                && now.yaml().equals(entry.yaml());
    }

    private static Saving add(Connection connection, Entry entry, long number) throws SQLException {
        try (PreparedStatement add = connection.prepareStatement(ADD);
                PreparedStatement point = connection.prepareStatement(POINT)) {
            add.setString(1, entry.connector());
            add.setLong(2, number);
            add.setString(3, entry.yaml());
            add.setLong(4, entry.at());
            add.setString(5, entry.by());
            add.setString(6, entry.note());
            add.executeUpdate();
            point.setString(1, entry.connector());
            point.setLong(2, number);
            point.executeUpdate();
        }
        return new Saving.Saved(
                new Version(
                        entry.connector(),
                        number,
                        entry.yaml(),
                        entry.at(),
                        entry.by(),
                        entry.note()),
                null);
    }

    private static long last(Connection connection, String connector) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT version FROM console_connector WHERE id = ?")) {
            select.setString(1, connector);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    private static @Nullable Version current(Connection connection, String connector)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(CURRENT + "c.deleted_at IS NULL AND c.id = ?")) {
            select.setString(1, connector);
            return read(select).stream().findFirst().orElse(null);
        }
    }

    /** The last version of each connector that is there, by its id. */
    List<Version> current() {
        return select(CURRENT + "c.deleted_at IS NULL ORDER BY c.id");
    }

    /** Empty if the console has no such connector, or has it no more. */
    Optional<Version> current(String connector) {
        return select(CURRENT + "c.deleted_at IS NULL AND c.id = ?", connector).stream()
                .findFirst();
    }

    /** Newest first; a deleted connector's too. */
    List<Version> all(String connector, long before, int limit) {
        return select(
                ALL + "v.connector = ? AND v.version < ? ORDER BY v.version DESC LIMIT ?",
                connector,
                before,
                limit);
    }

    Optional<Version> find(String connector, long number) {
        return select(ALL + "v.connector = ? AND v.version = ?", connector, number).stream()
                .findFirst();
    }

    private List<Version> select(String sql, Object... values) {
        try (Connection connection = database.readers().getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            return read(select);
        } catch (SQLException e) {
            throw new JournalUnavailable(
                    "the console's connectors cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<Version> read(PreparedStatement select) throws SQLException {
        List<Version> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(
                        new Version(
                                rows.getString(1),
                                rows.getLong(2),
                                rows.getString(3),
                                rows.getLong(4),
                                rows.getString(5),
                                rows.getString(6)));
            }
        }
        return found;
    }

    private Saving change(SqlWork<Saving> work) {
        try {
            return journal.changeNow(
                    (connection, dialect) -> {
                        Saving saving = work.run(connection, dialect);
                        SqlTopics.changed(Topic.CONNECTORS, connection, dialect);
                        return saving;
                    });
        } catch (CompletionException e) {
            throw new JournalUnavailable(
                    "the console's connectors cannot be written: "
                            + (e.getCause() == null ? e : e.getCause()).getMessage(),
                    e);
        }
    }
}
