package io.tidegate.journal;

import io.tidegate.fault.FaultPoint;
import io.tidegate.journal.SqlDays.Day;
import io.tidegate.journal.SqlDays.Divided;
import io.tidegate.journal.SqlRetention.Periods;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL: drops days that are over. What is to be kept of a day, such as deliveries that have
 * not ended or have failed, is moved to {@code …_rest} first. A day of which much is kept stays
 * until little is: its rows go one by one, as on SQLite.
 */
final class SqlDayRetention {
    private static final Logger LOG = LoggerFactory.getLogger(SqlDayRetention.class);

    /** Nobody writes while these are moved. */
    static final int MOVED = 10_000;

    /** Events whose keys go in one transaction. */
    private static final int KEYS = 2_000;

    /** Periods shorter than this are kept to the minute, row by row. */
    private static final Duration BY_THE_DAY = Duration.ofDays(2);

    private static final long EACH_HOUR = Duration.ofHours(1).toMillis();

    /** Shorter than what a reading connection waits for. */
    private static final int SECONDS = 50;

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final String WITH_DELIVERIES =
            "SELECT DISTINCT event FROM delivery WHERE event >= ? AND event < ?";

    private final SqlJournal journal;
    private final SqlDatabase database;
    private final Periods periods;
    private final int moved;

    /** Days of this pass that were tried, and stay for now: their rows go one by one. */
    private final Set<String> crowded = new HashSet<>();

    private final Set<String> crowdedEvents = new HashSet<>();
    private @Nullable Leaving leaving;
    private long madeAt = Long.MIN_VALUE / 2;

    /** A day of events whose keys are being deleted; those from this number on are there still. */
    private record Leaving(Day day, Set<Long> kept, long from) {}

    /**
     * @param moved rows of which more in a day are not moved
     */
    SqlDayRetention(SqlJournal journal, SqlDatabase database, Periods periods, int moved) {
        this.moved = moved;
        this.journal = journal;
        this.database = database;
        this.periods = periods;
    }

    /** A pass begins. */
    void begin() {
        crowded.clear();
        crowdedEvents.clear();
        leaving = null;
    }

    /** Makes the tables of the days to come, once an hour: a pass may take longer than a day. */
    void makeDays(long now) throws Exception {
        if (now - madeAt < EACH_HOUR) {
            return;
        }
        madeAt = now;
        try {
            if (change(connection -> SqlDays.make(connection, now)) > 0) {
                try (Connection connection = database.readers().getConnection()) {
                    SqlLockRoom.warn(connection);
                }
            }
        } catch (TablesInUse e) {
            LOG.info("the tables of the next days are made later: {}", e.getMessage());
        }
    }

    /**
     * Drops a day, or does a part of it; true if no day is left that may go now.
     *
     * @throws Exception a day's tables could not be read or dropped: in this pass its rows go one
     *     by one
     */
    boolean step(long now) throws Exception {
        boolean goesOn = false;
        try {
            boolean done = drop(now);
            goesOn = true;
            return done;
        } catch (TablesInUse e) {
            LOG.info("days that are over are dropped later: {}", e.getMessage());
            return true;
        } finally {
            leaving = goesOn ? leaving : null;
        }
    }

    private boolean drop(long now) throws Exception {
        if (leaving != null) {
            leave(leaving);
            return false;
        }
        Day deliveries = oldest(SqlDays.DELIVERY, crowded, now - periods.shortest().toMillis());
        if (deliveries != null) {
            deliveries(deliveries, now);
            return false;
        }
        Day events = oldest(SqlDays.EVENT, crowdedEvents, now - periods.delivered().toMillis());
        if (events == null) {
            return true;
        }
        crowdedEvents.add(events.suffix()); // until it is dropped
        List<Long> kept = keptEvents(events);
        if (kept.size() <= moved) {
            leaving = new Leaving(events, new HashSet<>(kept), events.from());
        }
        return false;
    }

    /** The oldest that ended before a time, ms since 1970, and was not tried yet. */
    private @Nullable Day oldest(Divided divided, Set<String> tried, long end) throws SQLException {
        try (Connection connection = database.readers().getConnection()) {
            return SqlDays.days(connection, divided).stream()
                    .filter(day -> day.to() <= Ids.lowestOf(end))
                    .filter(day -> !tried.contains(day.suffix()))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Rows from this id on go by the day. */
    long deliveriesByRow(long end) throws SQLException {
        return byRow(SqlDays.DELIVERY, crowded, end);
    }

    /** Rows from this number on go by the day. */
    long eventsByRow(long end) throws SQLException {
        return byRow(SqlDays.EVENT, crowdedEvents, end);
    }

    private long byRow(Divided divided, Set<String> crowdedOnes, long end) throws SQLException {
        if (periods.shortest().compareTo(BY_THE_DAY) < 0) {
            return end;
        }
        try (Connection connection = database.readers().getConnection()) {
            return SqlDays.days(connection, divided).stream()
                    .filter(day -> !day.isFirst() && !crowdedOnes.contains(day.suffix()))
                    .mapToLong(Day::from)
                    .reduce(end, Math::min);
        }
    }

    private void deliveries(Day day, long now) throws Exception {
        crowded.add(day.suffix()); // until it is dropped
        List<Long> kept = kept(day, now);
        if (kept.size() > moved) {
            return;
        }
        inUseOrDropped(crowded, day, () -> drop(day, Set.copyOf(kept)));
        LOG.info("dropped deliveries to={} kept={}", end(day), kept.size());
    }

    /**
     * @param kept those that are not surely over; more may have come to it since they were looked
     *     for
     */
    void drop(Day day, Set<Long> kept) throws Exception {
        change(
                connection -> {
                    Set<Long> all = new HashSet<>(kept);
                    SqlDays.drop(
                            connection,
                            SqlDays.OF_DELIVERIES,
                            day,
                            () -> {
                                all.addAll(revived(connection, day));
                                return all;
                            });
                    int deleted = deleteFailedQueries(connection, day, all);
                    FaultPoint.BEFORE_DAY_DROPPED.hit();
                    return deleted;
                });
        FaultPoint.AFTER_DAY_DROPPED.hit();
    }

    private static Instant end(Day day) {
        return Instant.ofEpochMilli(Ids.timeOf(day.to()));
    }

    /**
     * Those that are not surely over: all failed ones, too, which may be replayed at any moment.
     */
    List<Long> kept(Day day, long now) throws SQLException {
        return ids(
                "SELECT id FROM "
                        + day.table(SqlDays.DELIVERY)
                        + " WHERE NOT (after <> 'due' AND (status = 'delivered' AND finished_at <= ?"
                        + " OR status = 'skipped' AND finished_at <= ?)) LIMIT "
                        + (moved + 1),
                now - periods.delivered().toMillis(),
                now - periods.skipped().toMillis());
    }

    /** What began anew since it was looked at; each has an index. */
    private static List<Long> revived(Connection connection, Day day) throws SQLException {
        List<Long> found = new ArrayList<>();
        for (String again :
                List.of(SqlConnectors.UNBLOCKED, SqlConnectors.BLOCKED, SqlConnectors.HOOKS_DUE)) {
            found.addAll(
                    ids(
                            connection,
                            "SELECT id FROM " + day.table(SqlDays.DELIVERY) + " WHERE " + again));
        }
        return found;
    }

    private static int deleteFailedQueries(Connection connection, Day day, Set<Long> kept)
            throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "DELETE FROM failed_query WHERE delivery_id >= ? AND delivery_id < ?"
                                + " AND delivery_id <> ALL (?)")) {
            delete.setLong(1, day.from());
            delete.setLong(2, day.to());
            delete.setArray(3, connection.createArrayOf("bigint", kept.toArray()));
            return delete.executeUpdate();
        }
    }

    private List<Long> keptEvents(Day day) throws SQLException {
        return ids(WITH_DELIVERIES + " LIMIT " + (moved + 1), day.from(), day.to());
    }

    /** Lets ids be accepted again, some at a time; at the end the events go. */
    private void leave(Leaving now) throws Exception {
        Day day = now.day();
        List<Long> seqs =
                ids(
                        "SELECT seq FROM "
                                + day.table(SqlDays.EVENT)
                                + " WHERE seq >= ? AND seq < ? ORDER BY seq LIMIT "
                                + KEYS,
                        now.from(),
                        day.to());
        if (!seqs.isEmpty()) {
            List<Long> gone = seqs.stream().filter(seq -> !now.kept().contains(seq)).toList();
            change(connection -> deleteKeys(connection, day, gone));
            FaultPoint.AFTER_DAY_KEYS.hit();
            leaving = new Leaving(day, now.kept(), seqs.get(seqs.size() - 1) + 1);
            return;
        }
        inUseOrDropped(crowdedEvents, day, () -> drop(now));
        leaving = null;
        LOG.info("dropped events to={} kept={}", end(day), now.kept().size());
    }

    private void drop(Leaving events) throws Exception {
        Day day = events.day();
        change(
                connection -> {
                    Set<Long> kept = new HashSet<>(events.kept());
                    SqlDays.drop(
                            connection,
                            List.of(SqlDays.EVENT),
                            day,
                            () -> {
                                kept.addAll(ids(connection, WITH_DELIVERIES, day.from(), day.to()));
                                return kept;
                            });
                    return kept.size();
                });
    }

    @FunctionalInterface
    private interface Drop {
        void run() throws Exception;
    }

    /** A day that fails otherwise stays among those whose rows go one by one. */
    private static void inUseOrDropped(Set<String> among, Day day, Drop drop) throws Exception {
        try {
            drop.run();
        } catch (TablesInUse e) {
            among.remove(day.suffix());
            throw e;
        }
        among.remove(day.suffix());
    }

    private static int deleteKeys(Connection connection, Day day, List<Long> seqs)
            throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "DELETE FROM event_key k USING "
                                + day.table(SqlDays.EVENT)
                                + " e WHERE e.seq = ANY (?) AND k.seq = e.seq"
                                + " AND md5(k.id || chr(10) || k.source)::uuid = md5(e.id || chr(10) || e.source)::uuid")) {
            delete.setArray(1, connection.createArrayOf("bigint", seqs.toArray()));
            return delete.executeUpdate();
        }
    }

    private List<Long> ids(String sql, long... values) throws SQLException {
        try (Connection connection = database.readers().getConnection()) {
            return ids(connection, sql, values);
        }
    }

    private static List<Long> ids(Connection connection, String sql, long... values)
            throws SQLException {
        List<Long> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setQueryTimeout(SECONDS);
            for (int i = 0; i < values.length; i++) {
                select.setLong(i + 1, values[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getLong(1));
                }
            }
        }
        return found;
    }

    @FunctionalInterface
    private interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /**
     * Somebody reads a table for long, such as a dump: nothing is wrong, the next pass tries again.
     */
    static final class TablesInUse extends RuntimeException {
        TablesInUse(SQLException cause) {
            super("the journal's tables are read by somebody: " + cause.getMessage(), cause);
        }
    }

    private <T> T change(Work<T> work) throws Exception {
        try {
            return journal.change((connection, dialect) -> unlessInUse(work, connection))
                    .toCompletableFuture()
                    .get(1, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof TablesInUse inUse ? inUse : e;
        }
    }

    private static <T> T unlessInUse(Work<T> work, Connection connection) throws SQLException {
        try {
            return work.run(connection);
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw new TablesInUse(e);
            }
            throw e;
        }
    }
}
