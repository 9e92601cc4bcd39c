package io.tidegate.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Changes of what nodes keep in memory, each with a number. */
public final class SqlTopics {
    private SqlTopics() {}

    /** Tells the other nodes with the commit of this transaction; where there are none, nobody. */
    public static void changed(Topic topic, Connection connection, SqlDialect dialect)
            throws SQLException {
        if (!dialect.isShared()) {
            return;
        }
        try (PreparedStatement version =
                        connection.prepareStatement(
                                "INSERT INTO shared_version (topic, version) VALUES (?, 1) ON CONFLICT (topic)"
                                        + " DO UPDATE SET version = shared_version.version + 1");
                PreparedStatement notify =
                        connection.prepareStatement("SELECT pg_notify('tidegate', ?)")) {
            version.setString(1, topic.word());
            version.executeUpdate();
            notify.setString(1, topic.word());
            notify.execute();
        }
    }
}
