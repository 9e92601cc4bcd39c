package io.tidegate.journal;

import io.tidegate.event.Event;
import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import io.tidegate.event.Provenance;
import io.tidegate.event.TraceContext;
import io.tidegate.journal.Due.Progress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads back deliveries that are due. */
final class SqlDue {
    private static final String COLUMNS =
            "SELECT d.id, d.connector, d.subject_hash, d.attempts, d.prior_attempts, d.first_attempt_at, d.idempotency_key,"
                    + " e.id, e.source, e.type, e.subject, e.time, e.content_type, e.extensions, e.data, e.origin, e.cause, e.trace,"
                    + " r.method, r.url, r.headers, r.body, a.status, a.headers, a.body"
                    + " FROM delivery d JOIN event e ON e.seq = d.event"
                    + " LEFT JOIN request r ON r.delivery = d.id LEFT JOIN response a ON a.delivery = d.id WHERE ";
    private static final String DUE =
            "d.connector = ? AND d.status IN ('pending', 'waiting') AND d.blocked = 0 AND d.due_at ";

    private final DataSource readers;
    private final Payloads payloads;
    private final Holding holding;

    SqlDue(SqlDatabase database, Holding holding) {
        this.readers = database.readers();
        this.payloads = database.payloads();
        this.holding = holding;
    }

    List<Due> due(String connector, long now, int limit) {
        return select(
                COLUMNS + DUE + "<= ? ", "ORDER BY d.due_at, d.id LIMIT ?", connector, now, limit);
    }

    List<Due> unfinished(String connector, long upTo, int limit) {
        return select(
                COLUMNS
                        + "d.connector = ? AND d.status IN ('pending', 'waiting') AND d.blocked = 0 AND d.id <= ? ",
                "ORDER BY d.due_at, d.id LIMIT ?",
                connector,
                upTo,
                limit);
    }

    List<Due> hooksDue(String connector, long afterId, int limit) {
        return select(
                COLUMNS + "d.after = 'due' AND d.connector = ? AND d.id > ? ",
                "ORDER BY d.id LIMIT ?",
                connector,
                afterId,
                limit);
    }

    OptionalLong next(String connector, long now) {
        try (Connection connection = readers.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT min(due_at) FROM delivery d WHERE "
                                        + DUE
                                        + "> ? "
                                        + ours())) {
            select.setString(1, connector);
            select.setLong(2, now);
            own(connection, select, 3);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                long due = rows.getLong(1);
                return rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(due);
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    Set<String> connectorsWithWork() {
        Set<String> connectors = new HashSet<>();
        try (Connection connection = readers.getConnection()) {
            for (String work :
                    List.of(
                            SqlConnectors.UNBLOCKED,
                            SqlConnectors.BLOCKED,
                            SqlConnectors.HOOKS_DUE)) {
                try (PreparedStatement select =
                                connection.prepareStatement(
                                        SqlConnectors.with(work)
                                                + "SELECT connector FROM found WHERE connector IS NOT NULL");
                        ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        connectors.add(rows.getString(1));
                    }
                }
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
        return connectors;
    }

    private String ours() {
        return holding.isAlone() ? "" : "AND " + SqlPartition.OF_DELIVERY + " = ANY (?) ";
    }

    /** The number of the parameter after it. */
    private int own(Connection connection, PreparedStatement select, int parameter)
            throws SQLException {
        if (holding.isAlone()) {
            return parameter;
        }
        select.setArray(parameter, SqlHandedOver.array(connection, holding.partitions()));
        return parameter + 1;
    }

    /** Of one event, those that wait for nobody. */
    List<Due> unfinishedOf(long event) {
        return select(
                COLUMNS
                        + "d.event = ? AND d.status IN ('pending', 'waiting') AND d.blocked = 0 AND d.id > ? ",
                "ORDER BY d.id LIMIT ?",
                event,
                0,
                1_000);
    }

    private List<Due> select(String from, String order, Object first, long second, int limit) {
        try (Connection connection = readers.getConnection();
                PreparedStatement select = connection.prepareStatement(from + ours() + order)) {
            select.setObject(1, first);
            select.setLong(2, second);
            select.setInt(own(connection, select, 3), limit);
            List<Due> found = new ArrayList<>();
            long bytes = 0;
            try (ResultSet rows = select.executeQuery()) {
                while (bytes < Journal.MAX_READ && rows.next()) {
                    Due due = read(rows);
                    found.add(due);
                    bytes += due.event().weight();
                }
            }
            return found;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private Due read(ResultSet row) throws SQLException {
        DeliveryRef ref = new DeliveryRef(row.getLong(1), row.getString(2), row.getLong(3));
        long first = row.getLong(6);
        Long firstAttemptAt = row.wasNull() ? null : first;
        Progress progress =
                new Progress(row.getInt(4), row.getInt(5), firstAttemptAt, row.getString(7));
        return new Due(ref, event(row, 8), progress, request(row), response(row));
    }

    /**
     * The event whose columns begin at {@code first}: id, source, type, subject, time,
     * content_type, extensions, data, origin, cause, trace.
     */
    private Event event(ResultSet row, int first) throws SQLException {
        String contentType = row.getString(first + 5);
        Map<String, Object> extensions = object(payloads.readOrNull(row.getString(first + 6)));
        var optional = new Event.Attributes.Optional(contentType, extensions);
        var attributes =
                new Event.Attributes(
                        row.getString(first),
                        row.getString(first + 1),
                        row.getString(first + 2),
                        row.getString(first + 3),
                        row.getString(first + 4),
                        optional);
        long cause = row.getLong(first + 9);
        Long ofDelivery = row.wasNull() ? null : cause;
        Provenance from =
                new Provenance(
                        row.getString(first + 8),
                        ofDelivery,
                        TraceContext.read(row.getString(first + 10)));
        return new Event(attributes, payloads.readOrNull(row.getBytes(first + 7)), from);
    }

    private @Nullable StoredRequest request(ResultSet row) throws SQLException {
        String method = row.getString(19);
        return method == null
                ? null
                : new StoredRequest(
                        method,
                        payloads.read(row.getString(20)),
                        headers(row.getString(21)),
                        payloads.readOrNull(row.getBytes(22)));
    }

    private @Nullable StoredResponse response(ResultSet row) throws SQLException {
        int status = row.getInt(23);
        return row.wasNull()
                ? null
                : new StoredResponse(
                        status, headers(row.getString(24)), payloads.readOrNull(row.getBytes(25)));
    }

    private Map<String, String> headers(String stored) {
        Map<String, String> headers = new LinkedHashMap<>();
        object(payloads.read(stored))
                .forEach((name, value) -> headers.put(name, String.valueOf(value)));
        return headers;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(@Nullable String json) {
        if (json == null) {
            return Map.of();
        }
        try {
            return (Map<String, Object>)
                    Objects.requireNonNull(
                            Json.parse(json.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        } catch (InvalidJson e) {
            throw new IllegalStateException(
                    "a row of the journal holds broken JSON: " + e.getMessage(), e);
        }
    }

    private static JournalUnavailable unreadable(SQLException e) {
        return new JournalUnavailable("the journal cannot be read: " + e.getMessage(), e);
    }
}
