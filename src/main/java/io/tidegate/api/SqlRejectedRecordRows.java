package io.tidegate.api;

import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import io.tidegate.journal.Payloads;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds rejected records, newest first; a page looks at a {@link SqlWindow} of them. */
record SqlRejectedRecordRows(@Nullable String topic, Period period, Payloads payloads) {
    private static final String SHORT =
            "SELECT id, topic, partition, \"offset\", message_id, sent_at, reason, size, rejected_at";

    /** One of them, with what a list tells of it. */
    record Row(long id, Map<String, @Nullable Object> json) {}

    Page<Row> page(Connection connection, long before, int limit) throws SQLException {
        long below = period.below(before);
        SqlWindow window =
                SqlWindow.below(below, period.floor(), "rejected_record", "id", "", connection);
        List<Row> found =
                new SqlSelect(
                                SHORT + " FROM rejected_record WHERE id >= ? AND id < ?",
                                window.from(),
                                below)
                        .addIf(topic, " AND topic = ?")
                        .add(" ORDER BY id DESC LIMIT ?", limit + 1)
                        .rows(connection, row -> new Row(row.getLong(1), json(row, payloads)));
        return Page.of(found, limit, Row::id, window.next());
    }

    /** With its key, headers and bytes; none: there is none of this id. */
    static List<Map<String, @Nullable Object>> whole(
            Connection connection, Payloads payloads, long id) throws SQLException {
        return new SqlSelect(
                        SHORT + ", record_key, headers, bytes FROM rejected_record WHERE id = ?",
                        id)
                .rows(
                        connection,
                        row -> {
                            Map<String, @Nullable Object> json = json(row, payloads);
                            Bodies.put(json, "recordKey", payloads.readOrNull(row.getBytes(10)));
                            json.put("headers", headers(payloads.read(row.getString(11))));
                            Bodies.put(json, "body", payloads.read(row.getBytes(12)));
                            return json;
                        });
    }

    private static Map<String, @Nullable Object> json(ResultSet row, Payloads payloads)
            throws SQLException {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", Long.toString(row.getLong(1)));
        json.put("topic", row.getString(2));
        json.put("partition", number(row, 3));
        json.put("offset", number(row, 4));
        json.put("messageId", row.getString(5));
        json.put("sentAt", Bodies.time((Long) row.getLong(6)));
        json.put("reason", payloads.read(row.getString(7)));
        json.put("size", row.getLong(8));
        json.put("rejectedAt", Bodies.time((Long) row.getLong(9)));
        return json;
    }

    private static @Nullable Long number(ResultSet row, int column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }

    private static @Nullable Object headers(String json) {
        try {
            return Json.parse(json.getBytes(StandardCharsets.UTF_8));
        } catch (InvalidJson e) {
            throw new IllegalStateException(
                    "the headers of a rejected record are not JSON: " + e.getMessage(), e);
        }
    }
}
