package io.tidegate.api;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Open failed queries, of which an index holds nothing but their connectors. */
final class SqlOpen {
    private SqlOpen() {}

    static Map<String, Long> perConnector(Connection connection) throws SQLException {
        Map<String, Long> open = new HashMap<>();
        new SqlSelect(
                        "SELECT connector, count(*) FROM failed_query WHERE state = 'open' GROUP BY connector")
                .rows(connection, row -> open.put(row.getString(1), row.getLong(2)));
        return open;
    }
}
