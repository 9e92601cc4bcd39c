package io.tidegate.api;

import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import io.tidegate.journal.Payloads;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as the API shows it.
 *
 * @param json all its fields, in their order
 */
record SqlDeliveryRow(long id, Map<String, @Nullable Object> json) {
    static final String COLUMNS =
            "d.id, d.connector, e.id, e.source, e.type, e.subject, e.origin, d.status, d.reason, d.stage, d.attempts,"
                    + " d.due_at, d.created_at, d.finished_at, d.after, d.result";

    String status() {
        return String.valueOf(json.get("status"));
    }

    /**
     * @param delivering the ids of those that are on the wire
     */
    static SqlDeliveryRow read(
            ResultSet row, Payloads payloads, Held.Now held, Set<Long> delivering)
            throws SQLException {
        long id = row.getLong(1);
        String connector = row.getString(2);
        String stored = row.getString(8);
        boolean unfinished = stored.equals("pending") || stored.equals("waiting");
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", Long.toString(id));
        json.put("connector", connector);
        json.put("event", row.getString(3));
        json.put("source", row.getString(4));
        json.put("type", row.getString(5));
        json.put("subject", row.getString(6));
        json.put("origin", row.getString(7));
        json.put("status", unfinished && delivering.contains(id) ? "delivering" : stored);
        json.put("reason", payloads.readOrNull(row.getString(9)));
        json.put("stage", row.getString(10));
        json.put("held", unfinished ? held.of(connector) : null);
        json.put("attempts", row.getInt(11));
        json.put("dueAt", unfinished ? Bodies.time(row.getLong(12)) : null);
        json.put("createdAt", Bodies.time(row.getLong(13)));
        long finished = row.getLong(14);
        json.put("finishedAt", row.wasNull() ? null : Bodies.time(finished));
        json.put("after", row.getString(15));
        json.put("result", json(payloads.readOrNull(row.getString(16))));
        return new SqlDeliveryRow(id, json);
    }

    private static @Nullable Object json(@Nullable String text) {
        try {
            return text == null ? null : Json.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (InvalidJson e) {
            throw new IllegalStateException(
                    "a delivery's result is not JSON: " + e.getMessage(), e);
        }
    }
}
