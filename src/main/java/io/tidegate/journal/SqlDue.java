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
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads back deliveries that are due. */
final class SqlDue {
    private static final Logger LOG = LoggerFactory.getLogger(SqlDue.class);
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
    private final SqlDialect dialect;
    private final Unreadable unreadable = new Unreadable();

    /** What one query found: rows that were read, the ids of those that could not be, and why. */
    private record Page(List<Due> read, List<Long> unread, String why, boolean isLast) {}

    SqlDue(SqlDatabase database, Holding holding) {
        this.readers = database.readers();
        this.payloads = database.payloads();
        this.holding = holding;
        this.dialect = database.dialect();
    }

    /**
     * One whose payload cannot be read is stepped over; what is behind it in its order waits for it
     * as for any other.
     */
    List<Due> due(String connector, long now, int limit) {
        while (true) {
            Page page =
                    page(
                            COLUMNS + DUE + "<= ? ",
                            "ORDER BY d.due_at, d.id LIMIT ?",
                            new Range(connector, now, unreadable.of(connector, now)),
                            limit);
            if (page.unread().isEmpty()
                    || !unreadable.add(connector, page.unread(), page.why(), now)
                    || page.isLast()) {
                return page.read();
            }
        }
    }

    /** One whose payload cannot be read is there too, without it: it can be ended all the same. */
    List<Due> unfinished(String connector, long upTo, int limit) {
        return select(
                COLUMNS
                        + "d.connector = ? AND d.status IN ('pending', 'waiting') AND d.blocked = 0 AND d.id <= ? ",
                "ORDER BY d.due_at, d.id LIMIT ?",
                new Range(connector, upTo, List.of()),
                limit,
                this::readOrBare);
    }

    /** One whose payload cannot be read is stepped over: its hooks stay due. */
    List<Due> hooksDue(String connector, long afterId, int limit) {
        long after = afterId;
        while (true) {
            Page page =
                    page(
                            COLUMNS + "d.after = 'due' AND d.connector = ? AND d.id > ? ",
                            "ORDER BY d.id LIMIT ?",
                            new Range(connector, after, List.of()),
                            limit);
            if (page.unread().isEmpty() || !page.read().isEmpty() || page.isLast()) {
                return page.read();
            }
            LOG.warn("after hooks cannot run connector={}: {}", connector, page.why());
            after = page.unread().get(page.unread().size() - 1);
        }
    }

    /** What cannot be read, and what to do, a line for each connector. */
    List<String> problems(long now) {
        return unreadable.problems(now);
    }

    /** Connectors with deliveries that cannot be read. */
    Set<String> stepsOver() {
        return unreadable.connectors();
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
                new Range(event, 0, List.of()),
                1_000,
                this::read);
    }

    private Page page(String from, String order, Range range, int limit) {
        List<Long> unread = new ArrayList<>();
        List<String> why = new ArrayList<>();
        List<Due> read =
                select(
                        from,
                        order,
                        range,
                        limit,
                        row -> {
                            try {
                                return read(row);
                            } catch (JournalUnavailable | BrokenRow e) {
                                unread.add(row.getLong(1));
                                why.add(String.valueOf(e.getMessage()));
                                return null;
                            }
                        });
        boolean cut =
                read.stream().mapToLong(due -> due.event().weight()).sum() >= Journal.MAX_READ;
        return new Page(
                read,
                unread,
                why.isEmpty() ? "" : why.get(0),
                cut || read.size() + unread.size() < limit);
    }

    /**
     * Which rows.
     *
     * @param without these ids
     */
    private record Range(Object first, long second, Collection<Long> without) {}

    /** Null: there is nothing of this row. */
    @FunctionalInterface
    private interface Reader {
        @Nullable Due read(ResultSet row) throws SQLException;
    }

    private List<Due> select(String from, String order, Range range, int limit, Reader reader) {
        String sql = from + ours() + (range.without().isEmpty() ? "" : without()) + order;
        try (Connection connection = readers.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, range.first());
            select.setLong(2, range.second());
            int next = own(connection, select, 3);
            if (!range.without().isEmpty()) {
                leaveOut(connection, select, next++, range.without());
            }
            select.setInt(next, limit);
            List<Due> found = new ArrayList<>();
            long bytes = 0;
            try (ResultSet rows = select.executeQuery()) {
                while (bytes < Journal.MAX_READ && rows.next()) {
                    Due due = reader.read(rows);
                    if (due != null) {
                        found.add(due);
                        bytes += due.event().weight();
                    }
                }
            }
            return found;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private String without() {
        return dialect.isShared()
                ? "AND d.id <> ALL (?) "
                : "AND d.id NOT IN (SELECT value FROM json_each(?)) ";
    }

    private void leaveOut(
            Connection connection, PreparedStatement select, int parameter, Collection<Long> ids)
            throws SQLException {
        if (dialect.isShared()) {
            select.setArray(parameter, connection.createArrayOf("bigint", ids.toArray()));
        } else {
            select.setString(parameter, List.copyOf(ids).toString()); // as JSON writes numbers
        }
    }

    private Due readOrBare(ResultSet row) throws SQLException {
        try {
            return read(row);
        } catch (JournalUnavailable | BrokenRow e) {
            var attributes =
                    new Event.Attributes(
                            row.getString(8),
                            row.getString(9),
                            row.getString(10),
                            row.getString(11),
                            row.getString(12),
                            new Event.Attributes.Optional(row.getString(13), Map.of()));
            return new Due(ref(row), new Event(attributes, null), progress(row), null, null);
        }
    }

    private static DeliveryRef ref(ResultSet row) throws SQLException {
        return new DeliveryRef(row.getLong(1), row.getString(2), row.getLong(3));
    }

    private static Progress progress(ResultSet row) throws SQLException {
        long first = row.getLong(6);
        Long firstAttemptAt = row.wasNull() ? null : first;
        return new Progress(row.getInt(4), row.getInt(5), firstAttemptAt, row.getString(7));
    }

    private Due read(ResultSet row) throws SQLException {
        return new Due(ref(row), event(row, 8), progress(row), request(row), response(row));
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
            throw new BrokenRow("a row of the journal holds broken JSON: " + e.getMessage(), e);
        }
    }

    /** Nobody but a hand can have written it so. */
    private static final class BrokenRow extends IllegalStateException {
        private static final long serialVersionUID = 1;

        BrokenRow(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private static JournalUnavailable unreadable(SQLException e) {
        return new JournalUnavailable("the journal cannot be read: " + e.getMessage(), e);
    }
}
