package io.tidegate.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;

/** New rows of one table, in batches. */
final class Rows {
    private static final int TOGETHER = 1_000;

    private final PreparedStatement insert;
    private int waiting;

    Rows(Connection connection, String table, String columns) throws SQLException {
        String values = String.join(", ", Collections.nCopies(columns.split(",").length, "?"));
        insert =
                connection.prepareStatement(
                        "INSERT INTO " + table + " (" + columns + ") VALUES (" + values + ")");
    }

    void add(Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            insert.setObject(i + 1, values[i]);
        }
        insert.addBatch();
        if (++waiting == TOGETHER) {
            flush();
        }
    }

    void flush() throws SQLException {
        insert.executeBatch();
        waiting = 0;
    }
}
