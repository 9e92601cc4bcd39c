package io.tidegate.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements on one connection, with their values. */
final class SqlRows {
    private final Connection connection;

    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** The database did not do it; goes to whoever has the transaction. */
    static final class Failed extends RuntimeException {
        private final transient SQLException why;

        Failed(SQLException why) {
            super(why.getMessage(), why);
            this.why = why;
        }

        SQLException why() {
            return why;
        }
    }

    SqlRows(Connection connection) {
        this.connection = connection;
    }

    /** How many rows were changed. */
    int execute(String sql, @Nullable Object... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            fill(statement, values);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new Failed(e);
        }
    }

    <T> List<T> select(String sql, Reader<T> reader, @Nullable Object... values) {
        List<T> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            fill(select, values);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
        } catch (SQLException e) {
            throw new Failed(e);
        }
        return found;
    }

    private static void fill(PreparedStatement statement, @Nullable Object... values)
            throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value instanceof Long number) {
                statement.setLong(i + 1, number);
            } else if (value instanceof Integer number) {
                statement.setInt(i + 1, number);
            } else if (value == null) {
                statement.setObject(i + 1, null); // of whatever type the column is
            } else {
                statement.setString(i + 1, (String) value);
            }
        }
    }

    static @Nullable Long longOrNull(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : (Long) value;
    }
}
