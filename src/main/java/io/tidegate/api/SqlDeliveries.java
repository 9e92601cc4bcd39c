package io.tidegate.api;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds deliveries, newest first. A filtered list looks at the newest {@value #RECENT} deliveries
 * first, which fills most pages; only if it does not, the index that fits the filter is asked.
 */
final class SqlDeliveries {
    private static final int RECENT = 5_000;
    private static final String SELECT = "SELECT " + SqlDeliveryRow.COLUMNS + " FROM ";

    // CROSS JOIN keeps SQLite to this order of the tables; PostgreSQL plans for itself.
    private static final String WITH_EVENT = " d CROSS JOIN event e WHERE e.seq = d.event";

    private static final String CONNECTOR = " AND connector || '' = ?";

    private final Connection connection;
    private final SqlSelect.Row<SqlDeliveryRow> reader;
    private final Set<Long> delivering;

    SqlDeliveries(Connection connection, Held.Now held, Set<Long> delivering) {
        this.connection = connection;
        this.reader = row -> SqlDeliveryRow.read(row, held, delivering);
        this.delivering = delivering;
    }

    List<SqlDeliveryRow> one(long id) throws SQLException {
        return new SqlSelect(SELECT + "delivery" + WITH_EVENT + " AND d.id = ?", id)
                .rows(connection, reader);
    }

    /** All of one event, oldest first. */
    List<SqlDeliveryRow> ofEvent(long seq) throws SQLException {
        return new SqlSelect(
                        SELECT + "delivery" + WITH_EVENT + " AND d.event = ? ORDER BY d.id", seq)
                .rows(connection, reader);
    }

    List<SqlDeliveryRow> newest(DeliveryFilter filter, long before, int limit) throws SQLException {
        if (filter.event() != null) {
            return ofEventId(filter, before, limit);
        }
        if ("delivering".equals(filter.status())) {
            return onTheWire(filter, before, limit);
        }
        if (filter.isEmpty()) {
            return finish(all(), filter, before, limit);
        }
        List<SqlDeliveryRow> recent = finish(recent(before), filter, before, limit);
        if (recent.size() == limit) {
            return recent;
        }
        return finish(byIndex(filter, before, limit), filter, before, limit);
    }

    private static SqlSelect byIndex(DeliveryFilter filter, long before, int limit) {
        if (filter.subject() != null) {
            return bySubject(filter.subject(), before);
        }
        if (filter.isUnfinished()) {
            return unfinished(filter, before, limit);
        }
        boolean ofSourceAlone =
                filter.source() != null && filter.connector() == null && filter.status() == null;
        return ofSourceAlone ? byEvents(before) : all();
    }

    private static SqlSelect all() {
        return new SqlSelect(SELECT + "delivery" + WITH_EVENT);
    }

    private static SqlSelect recent(long before) {
        return new SqlSelect(
                        SELECT
                                + "(SELECT * FROM delivery WHERE id < ? ORDER BY id DESC LIMIT "
                                + RECENT
                                + ")",
                        before)
                .add(WITH_EVENT);
    }

    /**
     * By the two indexes of unfinished ones, however many have ended. What stands in an expression
     * (+id) is not looked up by another index.
     */
    private static SqlSelect unfinished(DeliveryFilter filter, long before, int limit) {
        String status = " AND status = '" + filter.status() + "' AND +id < ?";
        SqlSelect select = new SqlSelect(SELECT + "(SELECT * FROM (");
        select.add(
                        "SELECT * FROM delivery WHERE status IN ('pending', 'waiting') AND blocked = 0"
                                + status,
                        before)
                .addIf(filter.connector(), CONNECTOR)
                .add(" UNION ALL SELECT * FROM delivery WHERE blocked = 1" + status, before)
                .addIf(filter.connector(), CONNECTOR);
        String rest = filter.source() == null ? " ORDER BY +id DESC LIMIT " + limit : "";
        return select.add(") u" + rest + ")").add(WITH_EVENT);
    }

    private static SqlSelect bySubject(String subject, long before) {
        return byEvents(before)
                .add(
                        " AND e.partition = ? AND e.subject IS NOT NULL",
                        SqlEvents.partition(subject));
    }

    /** Ids of deliveries grow as those of their events do, so the newest events have the newest. */
    private static SqlSelect byEvents(long before) {
        return new SqlSelect(
                SELECT + "event e CROSS JOIN delivery d WHERE d.event = e.seq AND e.seq < ?",
                before);
    }

    private List<SqlDeliveryRow> ofEventId(DeliveryFilter filter, long before, int limit)
            throws SQLException {
        return finish(
                new SqlSelect(
                        SELECT
                                + "event_key k CROSS JOIN event e CROSS JOIN delivery d"
                                + " WHERE e.seq = k.seq AND d.event = e.seq AND k.id = ?",
                        Objects.requireNonNull(filter.event())),
                filter,
                before,
                limit);
    }

    private List<SqlDeliveryRow> onTheWire(DeliveryFilter filter, long before, int limit)
            throws SQLException {
        if (delivering.isEmpty()) {
            return List.of();
        }
        String ids = delivering.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return finish(
                new SqlSelect(SELECT + "delivery" + WITH_EVENT + " AND d.id IN (" + ids + ")"),
                filter,
                before,
                limit);
    }

    private List<SqlDeliveryRow> finish(
            SqlSelect select, DeliveryFilter filter, long before, int limit) throws SQLException {
        select.add(" AND d.id < ?", before)
                .addIf(filter.connector(), " AND d.connector = ?")
                .addIf(filter.source(), " AND e.source = ?")
                .addIf(filter.subject(), " AND e.subject = ?");
        if ("delivering".equals(filter.status())) {
            select.add(" AND d.status IN ('pending', 'waiting')");
        } else if (filter.status() != null) {
            // Written out: as a parameter it would not match the indexes of one status.
            select.add(" AND d.status = '" + filter.status() + "'");
        }
        return select.add(" ORDER BY d.id DESC LIMIT ?", limit).rows(connection, reader);
    }
}
