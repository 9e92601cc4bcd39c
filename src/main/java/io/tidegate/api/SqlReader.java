package io.tidegate.api;

import io.tidegate.journal.Payloads;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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

    Payloads payloads() {
        return database.payloads();
    }

    SqlDialect dialect() {
        return database.dialect();
    }

    <T extends @Nullable Object> T read(Reading<T> reading) {
        try (Connection connection = database.readers().getConnection()) {
            try {
                begin(connection, database.dialect());
                return reading.from(connection);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new Unreadable(e);
        }
    }

    /**
     * PostgreSQL would often read all rows that match, as a bitmap, and sort them; a list wants the
     * first ones of an index's order, and of large tables only those. Nor is a page joined with all
     * events because they fit in a hash table; and one plan for all connectors would fit none. To
     * compile such a statement takes longer than to run it.
     */
    static void begin(Connection connection, SqlDialect dialect) throws SQLException {
        connection.setAutoCommit(false);
        if (dialect == SqlDialect.POSTGRESQL) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "SET LOCAL enable_bitmapscan = off; SET LOCAL enable_hashjoin = off;"
                                + " SET LOCAL enable_mergejoin = off; SET LOCAL jit = off;"
                                + " SET LOCAL plan_cache_mode = force_custom_plan");
            }
        }
    }
}
