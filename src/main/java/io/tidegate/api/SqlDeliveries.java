package io.tidegate.api;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds deliveries, newest first. A filter that no index fits looks at a {@link SqlWindow} of them.
 */
final class SqlDeliveries {
    static final String SELECT = "SELECT " + SqlDeliveryRow.COLUMNS + " FROM ";

    // CROSS JOIN keeps SQLite to this order of the tables; PostgreSQL plans for itself.
    static final String WITH_EVENT = " d CROSS JOIN event e WHERE e.seq = d.event";

    /** What the two indexes of unfinished ones hold, and their order. */
    private static final Map<String, String> UNFINISHED =
            Map.of(
                    "status IN ('pending', 'waiting') AND blocked = 0",
                    "connector, due_at, id",
                    "blocked = 1",
                    "connector, subject_hash, id");

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

    Page<SqlDeliveryRow> newest(DeliveryFilter filter, long before, int limit) throws SQLException {
        Find all = new Find(filter, filter.period().below(before), limit);
        if (filter.text() != null && before == Long.MAX_VALUE) {
            Page<SqlDeliveryRow> whole = all.in(SqlDeliveryTerms.ofWholeId(filter.text()));
            if (!whole.rows().isEmpty()) {
                return whole;
            }
        }
        if (filter.event() != null) {
            return all.in(ofEventId(filter.event()));
        }
        if ("delivering".equals(filter.status())) {
            return delivering.isEmpty() ? new Page<>(List.of(), null) : all.in(onTheWire());
        }
        if (filter.isEmpty()) {
            return all.in(new SqlSelect(SELECT + "delivery" + WITH_EVENT));
        }
        if (filter.isUnfinished() && areFew(filter.connector())) {
            return all.in(unfinished(filter.connector(), before));
        }
        return all.inWindow();
    }

    /** Whether there are so few unfinished ones that one page may look at all of them. */
    private boolean areFew(@Nullable String connector) throws SQLException {
        long count = 0;
        for (Map.Entry<String, String> index : UNFINISHED.entrySet()) {
            // In the index's own order, or PostgreSQL would read all of it before it counts.
            SqlSelect some =
                    new SqlSelect("SELECT 1 FROM delivery WHERE " + index.getKey())
                            .addIf(connector, " AND connector = ?")
                            .add(" ORDER BY " + index.getValue())
                            .add(" LIMIT ?", SqlWindow.MAX_ROWS + 1);
            count += some.count(connection);
        }
        return count <= SqlWindow.MAX_ROWS;
    }

    /** What stands in an expression (+id) is not looked up by another index. */
    private static SqlSelect unfinished(@Nullable String connector, long before) {
        SqlSelect select = new SqlSelect(SELECT + "delivery" + WITH_EVENT + " AND d.id IN (");
        String union = "";
        for (String unfinished : UNFINISHED.keySet()) {
            select.add(union + "SELECT id FROM delivery WHERE " + unfinished)
                    .addIf(connector, " AND connector = ?")
                    .add(" AND +id < ?", before);
            union = " UNION ALL ";
        }
        return select.add(")");
    }

    static SqlSelect ofEventId(String event) {
        return new SqlSelect(
                SELECT
                        + "event_key k CROSS JOIN event e CROSS JOIN delivery d"
                        + " WHERE e.seq = k.seq AND d.event = e.seq AND k.id = ?",
                event);
    }

    private SqlSelect onTheWire() {
        String ids = delivering.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return new SqlSelect(SELECT + "delivery" + WITH_EVENT + " AND d.id IN (" + ids + ")");
    }

    /** What a page of a list asks for. */
    private final class Find {
        private final DeliveryFilter filter;
        private final long before;
        private final int limit;

        Find(DeliveryFilter filter, long before, int limit) {
            this.filter = filter;
            this.before = before;
            this.limit = limit;
        }

        Page<SqlDeliveryRow> in(SqlSelect select) throws SQLException {
            select.add(" AND d.id >= ?", filter.period().floor());
            return Page.of(rows(select), limit, SqlDeliveryRow::id, null);
        }

        /** Failed ones have an index of their own, and so a window of failed ones alone. */
        Page<SqlDeliveryRow> inWindow() throws SQLException {
            String counted = "failed".equals(filter.status()) ? "status = 'failed' AND" : "";
            long floor = filter.period().floor();
            SqlWindow window =
                    SqlWindow.below(before, floor, "delivery", "id", counted, connection);
            SqlSelect select =
                    new SqlSelect(
                            SELECT + "delivery" + WITH_EVENT + " AND d.id >= ?", window.from());
            return Page.of(rows(select), limit, SqlDeliveryRow::id, window.next());
        }

        private List<SqlDeliveryRow> rows(SqlSelect select) throws SQLException {
            SqlDeliveryTerms.add(select.add(" AND d.id < ?", before), filter);
            return select.add(" ORDER BY d.id DESC LIMIT ?", limit + 1).rows(connection, reader);
        }
    }
}
