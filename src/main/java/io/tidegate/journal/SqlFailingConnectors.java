package io.tidegate.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The table {@code failing_connector}. */
public final class SqlFailingConnectors implements FailingConnectors {
    private static final Logger LOG = LoggerFactory.getLogger(SqlFailingConnectors.class);

    private static final String SWITCHED_SINCE =
            "(SELECT 1 FROM activation WHERE activation.connector = failing_connector.connector"
                    + " AND activation.changed_at > failing_connector.since)";
    private static final String ALL =
            "SELECT connector, since FROM failing_connector WHERE NOT EXISTS " + SWITCHED_SINCE;
    private static final String BEGIN =
            "INSERT INTO failing_connector (connector, since) VALUES (?, ?) ON CONFLICT (connector)"
                    + " DO UPDATE SET since = excluded.since WHERE EXISTS "
                    + SWITCHED_SINCE;

    private final SqlDatabase database;
    private final SqlJournal journal;

    public SqlFailingConnectors(SqlDatabase database, SqlJournal journal) {
        this.database = database;
        this.journal = journal;
    }

    @Override
    public Map<String, Long> all() {
        Map<String, Long> found = new HashMap<>();
        try (Connection connection = database.readers().getConnection();
                PreparedStatement select = connection.prepareStatement(ALL);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.put(rows.getString(1), rows.getLong(2));
            }
            return found;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    @Override
    public OptionalLong since(String connector) {
        try (Connection readers = database.readers().getConnection();
                PreparedStatement select = readers.prepareStatement(ALL + " AND connector = ?")) {
            select.setString(1, connector);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? OptionalLong.of(rows.getLong(2)) : OptionalLong.empty();
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    @Override
    public CompletionStage<?> begin(String connector, long since) {
        return change(BEGIN, connector, since);
    }

    @Override
    public void forget(String connector) {
        change("DELETE FROM failing_connector WHERE connector = ?", connector, null);
    }

    private CompletionStage<?> change(String sql, String connector, @Nullable Long since) {
        return journal.change(
                        (writer, dialect) -> {
                            try (PreparedStatement change = writer.prepareStatement(sql)) {
                                change.setString(1, connector);
                                if (since != null) {
                                    change.setLong(2, since);
                                }
                                return change.executeUpdate();
                            }
                        })
                .whenComplete(
                        (rows, problem) -> {
                            if (problem != null) {
                                LOG.warn(
                                        "since when {} fails is not recorded now, tried again at its next attempt: {}",
                                        connector,
                                        problem.getMessage());
                            }
                        });
    }

    private static JournalUnavailable unreadable(SQLException e) {
        return new JournalUnavailable(
                "since when connectors fail cannot be read: " + e.getMessage(), e);
    }
}
