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

/** What a list of deliveries leaves out of one: its attempts, its request, its failed queries. */
final class SqlDeliveryDetails {
    private final Connection connection;
    private final Payloads payloads;

    SqlDeliveryDetails(Connection connection, Payloads payloads) {
        this.payloads = payloads;
        this.connection = connection;
    }

    void addTo(Map<String, @Nullable Object> json, long id) throws SQLException {
        json.put(
                "attempts",
                new SqlSelect(
                                "SELECT number, started_at, duration_ms, status, response, error FROM attempt"
                                        + " WHERE delivery = ? ORDER BY number",
                                id)
                        .rows(connection, this::attempt));
        json.put(
                "idempotencyKey",
                first(
                        new SqlSelect(
                                        "SELECT COALESCE(idempotency_key, CAST(id AS TEXT)) FROM delivery WHERE id = ?",
                                        id)
                                .rows(connection, row -> row.getString(1))));
        json.put(
                "request",
                first(
                        new SqlSelect(
                                        "SELECT method, url, headers, body FROM request WHERE delivery = ?",
                                        id)
                                .rows(connection, this::request)));
        json.put(
                "notes",
                new SqlSelect(
                                "SELECT number, kind, note FROM delivery_note WHERE delivery = ? ORDER BY number, kind",
                                id)
                        .rows(connection, this::note));
        json.put(
                "failedQueries",
                new SqlSelect("SELECT id FROM failed_query WHERE delivery_id = ? ORDER BY id", id)
                        .rows(connection, row -> Long.toString(row.getLong(1))));
    }

    private static <T> @Nullable T first(List<T> rows) {
        return rows.isEmpty() ? null : rows.get(0);
    }

    private Map<String, @Nullable Object> attempt(ResultSet row) throws SQLException {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("number", row.getInt(1));
        json.put("startedAt", Bodies.time(row.getLong(2)));
        json.put("durationMs", row.getInt(3));
        int status = row.getInt(4);
        json.put("status", row.wasNull() ? null : status);
        Bodies.put(json, "response", payloads.readOrNull(row.getBytes(5)));
        json.put("error", payloads.readOrNull(row.getString(6)));
        return json;
    }

    private Map<String, @Nullable Object> note(ResultSet row) throws SQLException {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("attempt", row.getInt(1));
        json.put("kind", row.getString(2));
        json.put("note", parsed("a note", payloads.read(row.getString(3))));
        return json;
    }

    private Map<String, @Nullable Object> request(ResultSet row) throws SQLException {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("method", row.getString(1));
        json.put("url", payloads.read(row.getString(2)));
        json.put("headers", parsed("a request's headers", payloads.read(row.getString(3))));
        Bodies.put(json, "body", payloads.readOrNull(row.getBytes(4)));
        return json;
    }

    private static @Nullable Object parsed(String what, String json) {
        try {
            return Json.parse(json.getBytes(StandardCharsets.UTF_8));
        } catch (InvalidJson e) {
            throw new IllegalStateException(what + " is not JSON: " + e.getMessage(), e);
        }
    }
}
