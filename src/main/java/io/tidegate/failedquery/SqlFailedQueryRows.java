package io.tidegate.failedquery;

import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import io.tidegate.failedquery.FailedQuery.Origin;
import io.tidegate.failedquery.FailedQuery.Outcome;
import io.tidegate.failedquery.FailedQuery.Resolution;
import io.tidegate.failedquery.FailedQuery.Sent;
import io.tidegate.failedquery.FailedQuery.State;
import io.tidegate.journal.Payloads;
import io.tidegate.journal.SqlDialect;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads rows of failed_query. */
final class SqlFailedQueryRows {
    /** A page of rows with large bodies ends here, so that a few readers cannot fill the memory. */
    static final int MAX_PAGE_BYTES = 4 << 20;

    private static final String SELECT =
            "SELECT id, delivery_id, connector, event_id, event_type, subject, stage, method, url, request_headers,"
                    + " request_body, response_status, response_body, error, attempts, first_attempt_at, failed_at,"
                    + " state, resolved_at, resolved_by FROM failed_query";

    private final Connection connection;
    private final SqlDialect dialect;
    private final Payloads payloads;

    SqlFailedQueryRows(Connection connection, SqlDialect dialect, Payloads payloads) {
        this.payloads = payloads;
        this.connection = connection;
        this.dialect = dialect;
    }

    @Nullable FailedQuery one(long id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + " WHERE id = ?")) {
            select.setLong(1, id);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? read(rows) : null;
            }
        }
    }

    /** Ends at its window too, with what it found, if no index finds them. */
    FailedQueryPage page(FailedQueryFilter filter, long beforeId, int limit) throws SQLException {
        SqlFilter all = SqlFilter.of(filter, dialect).add("id < ?", beforeId);
        Long next = null;
        if (!filter.isIndexed()) {
            SqlWindow window = SqlWindow.below(beforeId, filter, connection);
            all.add("id >= ?", window.end());
            next = window.isLast() ? null : window.end();
        }
        try (PreparedStatement select =
                all.prepare(connection, SELECT, "ORDER BY id DESC LIMIT " + (limit + 1))) {
            select.setFetchSize(50);
            try (ResultSet rows = select.executeQuery()) {
                return page(rows, limit, next);
            }
        }
    }

    private FailedQueryPage page(ResultSet rows, int limit, @Nullable Long otherwise)
            throws SQLException {
        List<FailedQuery> items = new ArrayList<>();
        long bytes = 0;
        while (rows.next()) {
            if (items.size() == limit || bytes > MAX_PAGE_BYTES) {
                return new FailedQueryPage(items, items.get(items.size() - 1).id());
            }
            FailedQuery query = read(rows);
            items.add(query);
            bytes += bytes(query);
        }
        return new FailedQueryPage(items, otherwise);
    }

    /** Of its bodies. */
    static int bytes(FailedQuery query) {
        FailedQuery.Sent request = query.request();
        return (request == null ? 0 : length(request.body()))
                + length(query.outcome().responseBody());
    }

    private static int length(byte @Nullable [] body) {
        return body == null ? 0 : body.length;
    }

    private FailedQuery read(ResultSet row) throws SQLException {
        int status = row.getInt(12);
        Integer responseStatus = row.wasNull() ? null : status;
        Instant failedAt = time(row, 17);
        if (failedAt == null) {
            throw new IllegalStateException("failed query " + row.getLong(1) + " has no failed_at");
        }
        return new FailedQuery(
                row.getLong(1),
                new Origin(
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)),
                row.getString(7),
                sent(row),
                new Outcome(
                        responseStatus,
                        payloads.readOrNull(row.getBytes(13)),
                        payloads.readOrNull(row.getString(14)),
                        row.getInt(15),
                        time(row, 16),
                        failedAt),
                new Resolution(
                        State.valueOf(row.getString(18).toUpperCase(Locale.ROOT)),
                        time(row, 19),
                        row.getString(20)));
    }

    private @Nullable Sent sent(ResultSet row) throws SQLException {
        String method = row.getString(8);
        return method == null
                ? null
                : new Sent(
                        method,
                        payloads.read(row.getString(9)),
                        headers(payloads.readOrNull(row.getString(10))),
                        payloads.readOrNull(row.getBytes(11)));
    }

    private static Map<String, String> headers(@Nullable String json) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (json != null) {
            try {
                if (Json.parse(json.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> map) {
                    map.forEach(
                            (name, value) ->
                                    headers.put(String.valueOf(name), String.valueOf(value)));
                }
            } catch (InvalidJson e) {
                throw new IllegalStateException(
                        "a failed query holds broken JSON: " + e.getMessage(), e);
            }
        }
        return headers;
    }

    private @Nullable Instant time(ResultSet row, int column) throws SQLException {
        if (dialect == SqlDialect.POSTGRESQL) {
            OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
            return time == null ? null : time.toInstant();
        }
        String time = row.getString(column);
        return time == null ? null : Instant.parse(time);
    }
}
