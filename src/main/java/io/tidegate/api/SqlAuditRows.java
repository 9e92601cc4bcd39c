package io.tidegate.api;

import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds entries of the audit log, newest first; a page looks at a {@link SqlWindow} of them.
 *
 * @param action with a {@code *} at its end: all that begin so
 */
record SqlAuditRows(
        @Nullable String who, @Nullable String action, @Nullable String target, Period period) {

    /** One entry, with what the API tells of it. */
    record Row(long id, Map<String, @Nullable Object> json) {}

    Page<Row> page(Connection connection, long before, int limit) throws SQLException {
        long below = period.below(before);
        SqlWindow window = SqlWindow.below(below, period.floor(), "audit", "id", "", connection);
        SqlSelect select =
                new SqlSelect(
                        "SELECT id, at, who, action, target, before_json, after_json, from_address"
                                + " FROM audit WHERE id >= ? AND id < ?",
                        window.from(),
                        below);
        select.addIf(who, " AND who = ?").addIf(target, " AND target = ?");
        if (action != null && action.endsWith("*")) {
            String start = action.substring(0, action.length() - 1);
            select.add(" AND substr(action, 1, ?) = ?", start.length(), start);
        } else {
            select.addIf(action, " AND action = ?");
        }
        List<Row> found =
                select.add(" ORDER BY id DESC LIMIT ?", limit + 1)
                        .rows(connection, SqlAuditRows::row);
        return Page.of(found, limit, Row::id, window.next());
    }

    private static Row row(ResultSet row) throws SQLException {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", Long.toString(row.getLong(1)));
        json.put("at", Bodies.time((Long) row.getLong(2)));
        json.put("who", row.getString(3));
        json.put("action", row.getString(4));
        json.put("target", row.getString(5));
        json.put("before", state(row.getString(6)));
        json.put("after", state(row.getString(7)));
        json.put("from", row.getString(8));
        return new Row(row.getLong(1), json);
    }

    private static @Nullable Object state(@Nullable String json) {
        try {
            return json == null ? null : Json.parse(json.getBytes(StandardCharsets.UTF_8));
        } catch (InvalidJson e) {
            return json;
        }
    }
}
