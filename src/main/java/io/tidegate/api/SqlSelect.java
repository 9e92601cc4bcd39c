package io.tidegate.api;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A SELECT that is put together from parts that are there or not; values are always parameters. */
final class SqlSelect {
    private final StringBuilder sql;
    private final List<Object> parameters = new ArrayList<>();

    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    SqlSelect(String sql, Object... values) {
        this.sql = new StringBuilder(sql);
        parameters.addAll(List.of(values));
    }

    SqlSelect add(String part, Object... values) {
        sql.append(part);
        parameters.addAll(List.of(values));
        return this;
    }

    /** Adds the part if its value is there. */
    SqlSelect addIf(@Nullable Object value, String part) {
        return value == null ? this : add(part, value);
    }

    /** How many rows it has. */
    long count(Connection connection) throws SQLException {
        sql.insert(0, "SELECT count(*) FROM (").append(") counted");
        return rows(connection, row -> row.getLong(1)).get(0);
    }

    <T> List<T> rows(Connection connection, Row<T> reader) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql.toString())) {
            for (int i = 0; i < parameters.size(); i++) {
                select.setObject(i + 1, parameters.get(i));
            }
            List<T> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
            return found;
        }
    }

    @Override
    public String toString() {
        return sql.toString();
    }
}
