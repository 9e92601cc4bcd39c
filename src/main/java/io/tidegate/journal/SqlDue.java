package io.tidegate.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads back deliveries that are due. */
final class SqlDue {
    private static final Logger LOG = LoggerFactory.getLogger(SqlDue.class);
    private static final String DUE =
            "d.connector = ? AND d.status IN ('pending', 'waiting') AND d.blocked = 0 AND d.due_at ";

    private final DataSource readers;
    private final SqlDueRows dueRows;
    private final Holding holding;
    private final SqlDialect dialect;
    private final Unreadable unreadable = new Unreadable();

    /** What one query found: rows that were read, the ids of those that could not be, and why. */
    private record Page(List<Due> read, List<Long> unread, String why, boolean isLast) {}

    SqlDue(SqlDatabase database, Holding holding) {
        this.readers = database.readers();
        this.dueRows = new SqlDueRows(database.payloads());
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
                            SqlDueRows.SELECT + DUE + "<= ? ",
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
                SqlDueRows.SELECT
                        + "d.connector = ? AND d.status IN ('pending', 'waiting') AND d.blocked = 0 AND d.id <= ? ",
                "ORDER BY d.due_at, d.id LIMIT ?",
                new Range(connector, upTo, List.of()),
                limit,
                dueRows::readOrBare);
    }

    /** One whose payload cannot be read is stepped over: its hooks stay due. */
    List<Due> hooksDue(String connector, long afterId, int limit) {
        long after = afterId;
        while (true) {
            Page page =
                    page(
                            SqlDueRows.SELECT + "d.after = 'due' AND d.connector = ? AND d.id > ? ",
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
                SqlDueRows.SELECT
                        + "d.event = ? AND d.status IN ('pending', 'waiting') AND d.blocked = 0 AND d.id > ? ",
                "ORDER BY d.id LIMIT ?",
                new Range(event, 0, List.of()),
                1_000,
                dueRows::read);
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
                                return dueRows.read(row);
                            } catch (JournalUnavailable | SqlDueRows.BrokenRow e) {
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

    private static JournalUnavailable unreadable(SQLException e) {
        return new JournalUnavailable("the journal cannot be read: " + e.getMessage(), e);
    }
}
