package io.tidegate.observe;

import io.tidegate.journal.Holding;
import io.tidegate.journal.SqlConnectors;
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
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the backlog, at most once in two seconds: whoever asks more often gets the last answer.
 * What is due costs a look-up for each connector; what is unfinished has to be counted, and is
 * counted so seldom that it takes no more than a fiftieth of the time. Nobody waits while another
 * one reads, but for the first answer.
 */
public final class SqlBacklog {
    private static final Logger LOG = LoggerFactory.getLogger(SqlBacklog.class);
    private static final long KEEP_MILLIS = 2_000;

    /**
     * So many times as long as it took are counts kept: as the quicker of the last two took, since
     * a busy moment is no full journal.
     */
    private static final long KEEP_COUNTS = 50;

    private final DataSource readers;
    private final Supplier<Set<String>> running;
    private final Supplier<BitSet> partitions;
    private final Clock clock;
    private final LongSupplier nanos;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Counted counted = new Counted(Map.of(), 0, 0);
    private volatile @Nullable Backlog last;
    private volatile long readAt;

    /**
     * @param millis that it took
     * @param until ms since 1970; then it is counted anew
     */
    private record Counted(Map<String, Unfinished> unfinished, long millis, long until) {}

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
        this(readers, running, partitions, clock, System::nanoTime);
    }

    /**
     * @param nanos what counting is timed by
     */
    SqlBacklog(
            DataSource readers,
            Supplier<Set<String>> running,
            Supplier<BitSet> partitions,
            Clock clock,
            LongSupplier nanos) {
        this.readers = readers;
        this.running = running;
        this.partitions = partitions;
        this.clock = clock;
        this.nanos = nanos;
    }

    public Backlog now() {
        Backlog known = last;
        if (known == null) {
            reading.lock();
        } else if (clock.millis() - readAt < KEEP_MILLIS || !reading.tryLock()) {
            return known;
        }
        try {
            return read(clock.millis());
        } finally {
            reading.unlock();
        }
    }

    /** Deliveries of a connector that have not ended. */
    public long unfinished(String connector) {
        Unfinished one = perConnector().get(connector);
        return one == null ? 0 : one.pending() + one.waiting();
    }

    /** By connector; only those that have any. */
    public Map<String, Unfinished> perConnector() {
        now();
        return counted.unfinished();
    }

    /** By the one thread that has the lock. */
    private Backlog read(long now) {
        Backlog known = last == null ? Backlog.NONE : last;
        if (last == null || now - readAt >= KEEP_MILLIS) {
            readAt = now;
            try (Connection connection = readers.getConnection()) {
                if (now >= counted.until()) {
                    count(connection, now);
                }
                known = backlog(oldestDue(connection, now));
            } catch (SQLException e) {
                LOG.warn("the backlog cannot be read, the last figures stand: {}", e.getMessage());
            }
            last = known;
        }
        return known;
    }

    private Backlog backlog(long due) {
        Map<String, Unfinished> perConnector = counted.unfinished();
        Unfinished all =
                perConnector.values().stream()
                        .reduce(new Unfinished(0, 0, Long.MAX_VALUE), Unfinished::plus);
        return new Backlog(
                all.pending(),
                all.waiting(),
                due == Long.MAX_VALUE ? 0 : due,
                perConnector.isEmpty() ? 0 : SqlJournal.storedAt(all.oldest()));
    }

    private void count(Connection connection, long now) throws SQLException {
        long began = nanos.getAsLong();
        Map<String, Unfinished> perConnector = new HashMap<>();
        unblocked(connection, perConnector, now);
        blocked(connection, perConnector);
        long millis = (nanos.getAsLong() - began) / 1_000_000;
        counted =
                new Counted(
                        Map.copyOf(perConnector),
                        millis,
                        now
                                + Math.max(
                                        KEEP_MILLIS,
                                        Math.min(millis, counted.millis()) * KEEP_COUNTS));
    }

    private static void unblocked(
            Connection connection, Map<String, Unfinished> perConnector, long now)
            throws SQLException {
        String sql =
                "SELECT connector, count(*), sum(CASE WHEN due_at > ? THEN 1 ELSE 0 END), min(id) FROM delivery WHERE "
                        + SqlConnectors.UNBLOCKED
                        + " GROUP BY connector";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, now);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    long later = rows.getLong(3);
                    Unfinished one =
                            new Unfinished(rows.getLong(2) - later, later, rows.getLong(4));
                    perConnector.put(rows.getString(1), one);
                }
            }
        }
    }

    /**
     * Of what may go here, when it has been due since; the greatest number there is if nothing is.
     */
    private long oldestDue(Connection connection, long now) throws SQLException {
        Set<String> takes = running.get();
        BitSet mine = partitions.get();
        Set<String> withDue = new HashSet<>();
        long due = Long.MAX_VALUE;
        String sql =
                SqlConnectors.with(SqlConnectors.UNBLOCKED)
                        + "SELECT connector, (SELECT min(due_at) FROM delivery WHERE "
                        + SqlConnectors.UNBLOCKED
                        + " AND delivery.connector = found.connector) FROM found WHERE connector IS NOT NULL";
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                if (rows.getLong(2) <= now && takes.contains(rows.getString(1))) {
                    due = Math.min(due, rows.getLong(2));
                    withDue.add(rows.getString(1));
                }
            }
        }
        // The answer above is an index' alone; only a node among others pays for more.
        boolean isAlone = mine.cardinality() == Holding.PARTITIONS;
        return withDue.isEmpty() || isAlone ? due : oldestDue(connection, withDue, mine, now);
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
                                "SELECT connector, count(*), min(id) FROM delivery WHERE "
                                        + SqlConnectors.BLOCKED
                                        + " GROUP BY connector");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                Unfinished one = new Unfinished(rows.getLong(2), 0, rows.getLong(3));
                perConnector.merge(rows.getString(1), one, Unfinished::plus);
            }
        }
    }
}
