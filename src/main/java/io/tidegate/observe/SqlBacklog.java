package io.tidegate.observe;

import io.tidegate.journal.Holding;
import io.tidegate.journal.SqlJournal;
import io.tidegate.journal.SqlPartition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the backlog, at most once in two seconds: whoever asks more often gets the last answer. */
public final class SqlBacklog {
    private static final Logger LOG = LoggerFactory.getLogger(SqlBacklog.class);
    private static final long KEEP_MILLIS = 2_000;

    private final DataSource readers;
    private final Supplier<Set<String>> running;
    private final Supplier<BitSet> partitions;
    private final Clock clock;
    private Map<String, Unfinished> unfinished = Map.of();
    private Backlog last = Backlog.NONE;
    private long readAt;

    /**
     * What one connector has that did not end.
     *
     * @param pending not tried yet, or to be tried now
     * @param waiting for a retry that is due later
     * @param oldest delivery's id
     */
    public record Unfinished(long pending, long waiting, long oldest) {
        Unfinished plus(Unfinished other) {
            return new Unfinished(
                    pending + other.pending,
                    waiting + other.waiting,
                    Math.min(oldest, other.oldest));
        }
    }

    /**
     * @param running connectors that take deliveries; what others hold is not due
     * @param partitions whose deliveries are carried out here; what other nodes have is not due
     */
    public SqlBacklog(
            DataSource readers,
            Supplier<Set<String>> running,
            Supplier<BitSet> partitions,
            Clock clock) {
        this.readers = readers;
        this.running = running;
        this.partitions = partitions;
        this.clock = clock;
    }

    public synchronized Backlog now() {
        long now = clock.millis();
        if (now - readAt >= KEEP_MILLIS) {
            readAt = now;
            try {
                last = read(now);
            } catch (SQLException e) {
                LOG.warn("the backlog cannot be read, the last figures stand: {}", e.getMessage());
            }
        }
        return last;
    }

    /** Deliveries of a connector that have not ended. */
    public synchronized long unfinished(String connector) {
        Unfinished one = perConnector().get(connector);
        return one == null ? 0 : one.pending() + one.waiting();
    }

    /** By connector; only those that have any. */
    public synchronized Map<String, Unfinished> perConnector() {
        now();
        return unfinished;
    }

    private Backlog read(long now) throws SQLException {
        Set<String> takes = running.get();
        BitSet mine = partitions.get();
        Map<String, Unfinished> perConnector = new HashMap<>();
        Set<String> withDue = new HashSet<>();
        long due = Long.MAX_VALUE;
        String sql =
                "SELECT connector, count(*), sum(CASE WHEN due_at > ? THEN 1 ELSE 0 END), min(due_at), min(id) FROM delivery"
                        + " WHERE status IN ('pending', 'waiting') AND blocked = 0 GROUP BY connector";
        try (Connection connection = readers.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, now);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    long later = rows.getLong(3);
                    Unfinished one =
                            new Unfinished(rows.getLong(2) - later, later, rows.getLong(5));
                    perConnector.merge(rows.getString(1), one, Unfinished::plus);
                    if (rows.getLong(4) <= now && takes.contains(rows.getString(1))) {
                        due = Math.min(due, rows.getLong(4));
                        withDue.add(rows.getString(1));
                    }
                }
            }
            blocked(connection, perConnector);
            // The answer above is an index' alone; only a node among others pays for more.
            if (!withDue.isEmpty() && mine.cardinality() < Holding.PARTITIONS) {
                due = oldestDue(connection, withDue, mine, now);
            }
        }
        unfinished = Map.copyOf(perConnector);
        Unfinished all =
                perConnector.values().stream()
                        .reduce(new Unfinished(0, 0, Long.MAX_VALUE), Unfinished::plus);
        return new Backlog(
                all.pending(),
                all.waiting(),
                due == Long.MAX_VALUE ? 0 : due,
                perConnector.isEmpty() ? 0 : SqlJournal.storedAt(all.oldest()));
    }

    /** Of these partitions; the greatest number there is if nothing is due. */
    private static long oldestDue(
            Connection connection, Set<String> connectors, BitSet partitions, long now)
            throws SQLException {
        long oldest = Long.MAX_VALUE;
        if (partitions.isEmpty()) {
            return oldest;
        }
        String sql =
                "SELECT d.due_at FROM delivery d WHERE d.connector = ? AND d.status IN ('pending', 'waiting')"
                        + " AND d.blocked = 0 AND d.due_at <= ? AND "
                        + SqlPartition.isOneOf(partitions)
                        + " ORDER BY d.due_at, d.id LIMIT 1";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (String connector : connectors) {
                select.setString(1, connector);
                select.setLong(2, now);
                try (ResultSet rows = select.executeQuery()) {
                    if (rows.next()) {
                        oldest = Math.min(oldest, rows.getLong(1));
                    }
                }
            }
        }
        return oldest;
    }

    private static void blocked(Connection connection, Map<String, Unfinished> perConnector)
            throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT connector, count(*), min(id) FROM delivery WHERE blocked = 1 GROUP BY connector");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                Unfinished one = new Unfinished(rows.getLong(2), 0, rows.getLong(3));
                perConnector.merge(rows.getString(1), one, Unfinished::plus);
            }
        }
    }
}
