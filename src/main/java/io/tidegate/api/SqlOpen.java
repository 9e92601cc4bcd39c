package io.tidegate.api;

import io.tidegate.journal.SqlDialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Open failed queries, of which an index holds nothing but their connectors. */
final class SqlOpen {
    private SqlOpen() {}

    /** SQLite would look through all that are open by the index of states, row by row. */
    static Map<String, Long> perConnector(Connection connection, SqlDialect dialect)
            throws SQLException {
        String index = dialect == SqlDialect.SQLITE ? " INDEXED BY failed_query_open" : "";
        Map<String, Long> open = new HashMap<>();
        new SqlSelect(
                        "SELECT connector, count(*) FROM failed_query"
                                + index
                                + " WHERE state = 'open' GROUP BY connector")
                .rows(connection, row -> open.put(row.getString(1), row.getLong(2)));
        return open;
    }
}
