package io.tidegate.api;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many posts each connector refused, and why: at most a row for each reason. */
final class SqlRefusedPosts {
    private SqlRefusedPosts() {}

    static Map<String, List<Object>> all(Connection connection) throws SQLException {
        Map<String, List<Object>> found = new HashMap<>();
        new SqlSelect(
                        "SELECT connector, reason, posts, last_at FROM inflow_refused"
                                + " ORDER BY connector, reason")
                .rows(connection, row -> add(row, found));
        return found;
    }

    private static boolean add(ResultSet row, Map<String, List<Object>> found) throws SQLException {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("reason", row.getString(2));
        json.put("count", row.getLong(3));
        json.put("lastAt", Bodies.time((Long) row.getLong(4)));
        return found.computeIfAbsent(row.getString(1), id -> new ArrayList<>()).add(json);
    }
}
