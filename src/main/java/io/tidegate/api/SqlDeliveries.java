package io.tidegate.api;

import io.tidegate.journal.Payloads;
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

    /** A page is found before its events are: of many that are sorted only these are looked up. */
    private static final String FOUND = SELECT + "(SELECT d.* FROM delivery d WHERE ";

    private static final String JOINED =
            ") d CROSS JOIN event e WHERE e.seq = d.event ORDER BY d.id DESC";

    /** As many unfinished ones as one page looks at, if there are no more. */
    static final int FEW = 10_000;

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

    SqlDeliveries(Connection connection, Payloads payloads, Held.Now held, Set<Long> delivering) {
        this.connection = connection;
        this.reader = row -> SqlDeliveryRow.read(row, payloads, held, delivering);
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
            return delivering.isEmpty() ? new Page<>(List.of(), null) : all.of(onTheWire());
        }
        if (filter.isEmpty()) {
            return all.of(new SqlSelect(FOUND + "1 = 1"));
        }
        if (filter.isUnfinished() && areFew(filter.connector())) {
            return all.of(unfinished(filter.connector(), before));
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
                            .add(" LIMIT ?", FEW + 1);
            count += some.count(connection);
        }
        return count <= FEW;
    }

    /** What stands in an expression (+id) is not looked up by another index. */
    private static SqlSelect unfinished(@Nullable String connector, long before) {
        SqlSelect select = new SqlSelect(FOUND + "d.id IN (");
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
        return new SqlSelect(FOUND + "d.id IN (" + ids + ")");
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

        /** Of a select with its events, which are found first. */
        Page<SqlDeliveryRow> in(SqlSelect select) throws SQLException {
            return page(select, "", null);
        }

        /** Of a select that begins as {@link #FOUND} does. */
        Page<SqlDeliveryRow> of(SqlSelect select) throws SQLException {
            return page(select, JOINED, null);
        }

        /** Failed ones have an index of their own, and so a window of failed ones alone. */
        Page<SqlDeliveryRow> inWindow() throws SQLException {
            String counted = "failed".equals(filter.status()) ? "status = 'failed' AND" : "";
            long floor = filter.period().floor();
            SqlWindow window =
                    SqlWindow.below(before, floor, "delivery", "id", counted, connection);
            return page(new SqlSelect(FOUND + "d.id >= ?", window.from()), JOINED, window.next());
        }

        private Page<SqlDeliveryRow> page(SqlSelect select, String end, @Nullable Long otherwise)
                throws SQLException {
            select.add(" AND d.id < ? AND d.id >= ?", before, filter.period().floor());
            SqlDeliveryTerms.add(select, filter);
            List<SqlDeliveryRow> rows =
                    select.add(" ORDER BY d.id DESC LIMIT ?" + end, limit + 1)
                            .rows(connection, reader);
            return Page.of(rows, limit, SqlDeliveryRow::id, otherwise);
        }
    }
}
