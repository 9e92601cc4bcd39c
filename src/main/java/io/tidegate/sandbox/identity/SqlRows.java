package io.tidegate.sandbox.identity;

import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Statements with their parameters in order, on the one connection. */
abstract class SqlRows {
    private final Connection connection;

    SqlRows(Connection connection) {
        this.connection = connection;
    }

    /** Reads one row. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    final int change(String sql, @Nullable Object... parameters) {
        try (PreparedStatement statement = prepared(sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new SqlFailed(e);
        }
    }

    final <T> List<T> rows(String sql, Reader<T> reader, @Nullable Object... parameters) {
        try (PreparedStatement statement = prepared(sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<T> read = new ArrayList<>();
            while (rows.next()) {
                read.add(reader.read(rows));
            }
            return read;
        } catch (SQLException e) {
            throw new SqlFailed(e);
        }
    }

    final <T> @Nullable T row(String sql, Reader<T> reader, @Nullable Object... parameters) {
        List<T> rows = rows(sql, reader, parameters);
        return rows.isEmpty() ? null : rows.get(0);
    }

    private PreparedStatement prepared(String sql, @Nullable Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    static Map<String, @Nullable Object> json(byte[] stored) {
        try {
            return As.map(Json.parse(stored));
        } catch (InvalidJson e) {
            throw new IllegalStateException("what we stored is no JSON", e);
        }
    }
}
