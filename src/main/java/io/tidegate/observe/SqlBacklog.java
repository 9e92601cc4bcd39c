package io.tidegate.observe;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
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
    private final Clock clock;
    private Map<String, Long> unfinished = Map.of();
    private Backlog last = Backlog.NONE;
    private long readAt;

    /**
     * @param running connectors that take deliveries; what others hold is not due
     */
    public SqlBacklog(DataSource readers, Supplier<Set<String>> running, Clock clock) {
        this.readers = readers;
        this.running = running;
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
        now();
        return unfinished.getOrDefault(connector, 0L);
    }

    private Backlog read(long now) throws SQLException {
        Set<String> takes = running.get();
        Map<String, Long> perConnector = new HashMap<>();
        long pending = 0;
        long waiting = 0;
        long due = Long.MAX_VALUE;
        long created = Long.MAX_VALUE;
        String sql =
                "SELECT connector, count(*), sum(CASE WHEN due_at > ? THEN 1 ELSE 0 END), min(due_at), min(id) FROM delivery"
                        + " WHERE status IN ('pending', 'waiting') AND blocked = 0 GROUP BY connector";
        try (Connection connection = readers.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, now);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    perConnector.merge(rows.getString(1), rows.getLong(2), Long::sum);
                    waiting += rows.getLong(3);
                    pending += rows.getLong(2) - rows.getLong(3);
                    created = Math.min(created, (rows.getLong(5) >> 21) + 1_704_067_200_000L);
                    if (rows.getLong(4) <= now && takes.contains(rows.getString(1))) {
                        due = Math.min(due, rows.getLong(4));
                    }
                }
            }
            pending += blocked(connection, perConnector);
        }
        unfinished = perConnector;
        return new Backlog(
                pending,
                waiting,
                due == Long.MAX_VALUE ? 0 : due,
                created == Long.MAX_VALUE ? 0 : created);
    }

    private static long blocked(Connection connection, Map<String, Long> perConnector)
            throws SQLException {
        long all = 0;
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT connector, count(*) FROM delivery WHERE blocked = 1 GROUP BY connector");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                perConnector.merge(rows.getString(1), rows.getLong(2), Long::sum);
                all += rows.getLong(2);
            }
        }
        return all;
    }
}
