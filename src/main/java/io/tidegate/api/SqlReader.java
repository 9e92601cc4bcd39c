package io.tidegate.api;

import io.tidegate.journal.SqlDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Reads the journal as it is at one moment. */
final class SqlReader {
    private final SqlDatabase database;

    interface Reading<T extends @Nullable Object> {
        T from(Connection connection) throws SQLException;
    }

    SqlReader(SqlDatabase database) {
        this.database = database;
    }

    <T extends @Nullable Object> T read(Reading<T> reading) {
        try (Connection connection = database.readers().getConnection()) {
            connection.setAutoCommit(false);
            try {
                return reading.from(connection);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new Unreadable(e);
        }
    }
}
