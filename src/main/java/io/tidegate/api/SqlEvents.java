package io.tidegate.api;

import io.tidegate.event.Event;
import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import io.tidegate.event.TraceContext;
import io.tidegate.journal.Payloads;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds events, newest first; a filtered list looks at a {@link SqlWindow} of them. */
final class SqlEvents {
    private static final String SHORT =
            "e.seq, e.id, e.source, e.type, e.subject, e.time, e.content_type, e.origin, e.cause, e.accepted_at,"
                    + " e.erased_at, e.trace";

    private static final String ALL = " FROM event e WHERE e.seq < ? AND e.seq >= ?";
    private static final String OF_ID = " FROM event_key k CROSS JOIN event e WHERE e.seq = k.seq";
    private static final String NEWEST = " ORDER BY e.seq DESC LIMIT ?";
    private static final List<String> SEARCHED = List.of("e.id", "e.subject", "e.type", "e.source");

    private final Connection connection;
    private final Payloads payloads;

    SqlEvents(Connection connection, Payloads payloads) {
        this.payloads = payloads;
        this.connection = connection;
    }

    /**
     * @param json what a list shows of it
     */
    record Row(long seq, String source, Map<String, @Nullable Object> json) {}

    /**
     * @param text that the id, the subject, the type or the source holds; null does not matter
     */
    record Filter(About about, Period period, @Nullable String text) {}

    /**
     * +e.seq: as a range it would be read instead of the key. A text that is a whole id finds those
     * of that id, and no others.
     */
    Page<Row> newest(Filter filter, long before, int limit) throws SQLException {
        if (filter.text() != null && before == Long.MAX_VALUE) {
            List<Row> whole =
                    terms(new SqlSelect("SELECT " + SHORT + OF_ID), filter.about())
                            .add(
                                    " AND k.id = ? AND +e.seq >= ?",
                                    filter.text(),
                                    filter.period().floor())
                            .add(NEWEST, limit)
                            .rows(connection, SqlEvents::row);
            if (!whole.isEmpty()) {
                return new Page<>(whole, null);
            }
        }
        long below = filter.period().below(before);
        long from = filter.period().floor();
        Long next = null;
        if (filter.text() != null || !filter.about().isEmpty()) {
            SqlWindow window = SqlWindow.below(below, from, "event", "seq", "", connection);
            from = Math.max(from, window.from());
            next = window.next();
        }
        SqlSelect select = new SqlSelect("SELECT " + SHORT + ALL, below, from);
        terms(select, filter.about());
        if (filter.text() != null) {
            SqlSearch.add(select, filter.text(), SEARCHED);
        }
        List<Row> found = select.add(NEWEST, limit + 1).rows(connection, SqlEvents::row);
        return Page.of(found, limit, Row::seq, next);
    }

    /** So many at most, of so many windows at most. */
    List<Row> newest(Filter filter, int most, int windows) throws SQLException {
        List<Row> found = new ArrayList<>();
        Long before = Long.MAX_VALUE;
        for (int i = 0; i < windows && before != null && found.size() < most; i++) {
            Page<Row> page = newest(filter, before, most - found.size());
            found.addAll(page.rows());
            before = page.next();
        }
        return found;
    }

    private static SqlSelect terms(SqlSelect select, About about) {
        return select.addIf(about.type(), " AND e.type = ?")
                .addIf(about.subject(), " AND e.subject = ?")
                .addIf(about.source(), " AND e.source = ?");
    }

    /** Those of one CloudEvents id: one for each source. */
    List<Row> withId(String id, @Nullable String source, int limit) throws SQLException {
        return new SqlSelect("SELECT " + SHORT + OF_ID)
                .add(" AND k.id = ?", id)
                .addIf(source, " AND k.source = ?")
                .add(NEWEST, limit)
                .rows(connection, SqlEvents::row);
    }

    /** The one that a delivery is of; null if it is gone. */
    @Nullable Row ofDelivery(long delivery) throws SQLException {
        List<Row> found =
                new SqlSelect(
                                "SELECT "
                                        + SHORT
                                        + " FROM event e WHERE e.seq ="
                                        + " (SELECT d.event FROM delivery d WHERE d.id = ?)",
                                delivery)
                        .rows(connection, SqlEvents::row);
        return found.isEmpty() ? null : found.get(0);
    }

    /** Those that a delivery's action or request made, oldest first. */
    List<Row> causedBy(long delivery, int limit) throws SQLException {
        return new SqlSelect(
                        "SELECT " + SHORT + " FROM event e WHERE e.cause = ? ORDER BY e.seq",
                        delivery)
                .add(" LIMIT ?", limit)
                .rows(connection, SqlEvents::row);
    }

    /** The event of a row that was just found. */
    Event event(long seq) throws SQLException {
        return new SqlSelect(
                        "SELECT id, source, type, subject, time, content_type, extensions, data FROM event"
                                + " WHERE seq = ?",
                        seq)
                .rows(connection, this::event)
                .get(0);
    }

    @SuppressWarnings("unchecked")
    private Event event(ResultSet row) throws SQLException {
        Object extensions = object(payloads.readOrNull(row.getString(7)));
        var optional =
                new Event.Attributes.Optional(
                        row.getString(6),
                        extensions instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of());
        return new Event(
                new Event.Attributes(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        optional),
                payloads.readOrNull(row.getBytes(8)));
    }

    /** What a list leaves out: {@code extensions}, and {@code data} or {@code data_base64}. */
    Map<String, @Nullable Object> rest(long seq) throws SQLException {
        String columns =
                "SELECT id, source, type, content_type, extensions, data FROM event WHERE seq = ?";
        List<Map<String, @Nullable Object>> found =
                new SqlSelect(columns, seq).rows(connection, this::rest);
        return found.isEmpty() ? Map.of() : found.get(0);
    }

    private Map<String, @Nullable Object> rest(ResultSet row) throws SQLException {
        var optional = new Event.Attributes.Optional(row.getString(4), Map.of());
        var attributes =
                new Event.Attributes(
                        row.getString(1), row.getString(2), row.getString(3), null, null, optional);
        Map<String, @Nullable Object> root =
                new Event(attributes, payloads.readOrNull(row.getBytes(6))).root();
        Map<String, @Nullable Object> rest = new LinkedHashMap<>();
        rest.put("extensions", object(payloads.readOrNull(row.getString(5))));
        for (String name : List.of("data", "data_base64")) {
            if (root.containsKey(name)) {
                rest.put(name, root.get(name));
            }
        }
        return rest;
    }

    private static @Nullable Object object(@Nullable String json) {
        try {
            return json == null ? Map.of() : Json.parse(json.getBytes(StandardCharsets.UTF_8));
        } catch (InvalidJson e) {
            throw new IllegalStateException(
                    "an event's extensions are not JSON: " + e.getMessage(), e);
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", row.getString(2));
        json.put("source", row.getString(3));
        json.put("type", row.getString(4));
        json.put("subject", row.getString(5));
        json.put("time", row.getString(6));
        json.put("datacontenttype", row.getString(7));
        json.put("origin", row.getString(8));
        long cause = row.getLong(9);
        json.put("cause", row.wasNull() ? null : Long.toString(cause));
        TraceContext trace = TraceContext.read(row.getString(12));
        json.put("traceId", trace == null ? null : trace.traceId());
        json.put("acceptedAt", Bodies.time(row.getLong(10)));
        long erased = row.getLong(11);
        json.put("erasedAt", row.wasNull() ? null : Bodies.time(erased));
        return new Row(row.getLong(1), row.getString(3), json);
    }
}
