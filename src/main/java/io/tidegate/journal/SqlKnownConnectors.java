package io.tidegate.journal;

import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionException;

/** The connectors that this start and those before it loaded well. */
public final class SqlKnownConnectors {
    private static final String KEEP =
            "INSERT INTO connector (id, kind, triggers, ordered, held_when_inactive, file, loaded_at)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?)"
                    + " ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, triggers = excluded.triggers,"
                    + " ordered = excluded.ordered, held_when_inactive = excluded.held_when_inactive, file = excluded.file, loaded_at = excluded.loaded_at";

    private final SqlDatabase database;
    private final SqlJournal journal;

    public SqlKnownConnectors(SqlDatabase database, SqlJournal journal) {
        this.database = database;
        this.journal = journal;
    }

    /**
     * By id.
     *
     * @throws JournalUnavailable if they cannot be read
     */
    public List<KnownConnector> all() {
        List<KnownConnector> found = new ArrayList<>();
        try (Connection connection = database.readers().getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT id, kind, triggers, ordered, held_when_inactive, file FROM connector"
                                        + " ORDER BY id");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(
                        new KnownConnector(
                                rows.getString(1),
                                rows.getString(2),
                                triggers(rows.getString(3)),
                                rows.getInt(4) == 1,
                                rows.getInt(5) == 1,
                                rows.getString(6)));
            }
        } catch (SQLException e) {
            throw new JournalUnavailable(
                    "the connectors of the last start cannot be read: " + e.getMessage(), e);
        }
        return found;
    }

    /**
     * Remembers those loaded at {@code now}, ms since 1970, and forgets others; returns when that
     * is committed.
     *
     * @throws JournalUnavailable if it cannot be written; nothing changed then
     */
    public void keep(List<KnownConnector> loaded, Collection<String> forgotten, long now) {
        try {
            journal.changeNow((connection, dialect) -> write(connection, loaded, forgotten, now));
        } catch (JournalUnavailable | CompletionException e) {
            Throwable why =
                    e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
            throw new JournalUnavailable(
                    "the loaded connectors cannot be remembered: " + why.getMessage(), e);
        }
    }

    private static int write(
            Connection connection,
            List<KnownConnector> loaded,
            Collection<String> forgotten,
            long now)
            throws SQLException {
        try (PreparedStatement keep = connection.prepareStatement(KEEP);
                PreparedStatement forget =
                        connection.prepareStatement("DELETE FROM connector WHERE id = ?")) {
            for (KnownConnector connector : loaded) {
                keep.setString(1, connector.id());
                keep.setString(2, connector.kind());
                keep.setString(3, Json.text(connector.triggers()));
                keep.setInt(4, connector.ordered() ? 1 : 0);
                keep.setInt(5, connector.heldWhenInactive() ? 1 : 0);
                keep.setString(6, connector.file());
                keep.setLong(7, now);
                keep.executeUpdate();
            }
            for (String id : forgotten) {
                forget.setString(1, id);
                forget.executeUpdate();
            }
        }
        return loaded.size();
    }

    private static List<String> triggers(String json) {
        try {
            return Json.parse(json.getBytes(StandardCharsets.UTF_8)) instanceof List<?> list
                    ? list.stream().map(String::valueOf).toList()
                    : List.of();
        } catch (InvalidJson e) {
            throw new IllegalStateException(
                    "a row of the table connector holds broken JSON: " + e.getMessage(), e);
        }
    }
}
