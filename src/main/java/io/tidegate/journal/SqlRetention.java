package io.tidegate.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Deletes what is older than its period: deliveries with all that belongs to them, then events that
 * have none left. PostgreSQL drops whole days of them ({@link SqlDayRetention}). For all others it
 * walks through the ids in slices, each read beside the writer and deleted in a small transaction
 * of its own, and lets SQLite's file shrink.
 */
public final class SqlRetention implements AutoCloseable {
    /** Rows looked at in one slice, so the most that one transaction deletes. */
    static final int SLICE = 400;

    /** Pages of SQLite's file that one transaction gives back. */
    static final int PAGES = 400;

    private static final Duration BETWEEN_PASSES = Duration.ofMinutes(5);
    private static final long SHORTEST_PAUSE = 10;
    private static final long UNTIL_IT_MAY_LEAD = 2_000;

    private final SqlJournal journal;
    private final SqlDatabase database;
    private final Periods periods;
    private final BooleanSupplier leads;
    private final Clock clock;
    private final SqlRetentionWarning warning;
    private final @Nullable SqlDayRetention days;
    private Stage stage = Stage.BEGIN;
    private long cursor;

    /** Events of this pass lie below; fixed while keys are sorted, since new ones never cease. */
    private long eventsBelow;

    private @Nullable Steps steps;

    /**
     * How long a delivery is kept after it ended; an event as long as a delivered one.
     *
     * @param audit an entry of the audit log
     */
    public record Periods(Duration delivered, Duration skipped, Duration failed, Duration audit) {
        public static final Periods DEFAULT =
                new Periods(
                        Duration.ofDays(7),
                        Duration.ofDays(7),
                        Duration.ofDays(30),
                        Duration.ofDays(400));

        Duration shortest() {
            Duration first = delivered.compareTo(skipped) < 0 ? delivered : skipped;
            return first.compareTo(failed) < 0 ? first : failed;
        }
    }

    private enum Stage {
        BEGIN,
        DAYS,
        DELIVERIES,
        KEYS,
        EVENTS,
        AUDIT,
        SHRINK
    }

    public SqlRetention(SqlJournal journal, SqlDatabase database, Periods periods, Clock clock) {
        this(journal, database, periods, () -> true, clock);
    }

    /**
     * @param leads whether this node deletes for all
     */
    public SqlRetention(
            SqlJournal journal,
            SqlDatabase database,
            Periods periods,
            BooleanSupplier leads,
            Clock clock) {
        this(journal, database, periods, leads, clock, SqlDayRetention.MOVED);
    }

    /**
     * @param moved rows of a day of which no more are kept when it is dropped
     */
    SqlRetention(
            SqlJournal journal,
            SqlDatabase database,
            Periods periods,
            BooleanSupplier leads,
            Clock clock,
            int moved) {
        this.leads = leads;
        this.journal = journal;
        this.database = database;
        this.periods = periods;
        this.clock = clock;
        this.warning = new SqlRetentionWarning(database.readers(), periods.failed());
        this.days =
                database.dialect() == SqlDialect.POSTGRESQL
                        ? new SqlDayRetention(journal, database, periods, moved)
                        : null;
    }

    /** Runs until {@link #close()}; a slice takes at most a quarter of the time. */
    public void start() {
        steps = new Steps("journal-retention", this::timedStep);
    }

    private long timedStep() throws Exception {
        if (!leads.getAsBoolean()) {
            goTo(Stage.BEGIN); // another node goes on, with what it finds
            return UNTIL_IT_MAY_LEAD;
        }
        long start = System.nanoTime();
        boolean passEnded = step();
        long taken = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return passEnded ? BETWEEN_PASSES.toMillis() : Math.max(SHORTEST_PAUSE, 3 * taken);
    }

    /** All slices of a pass, one after the other, without a pause. */
    public void pass() throws Exception {
        boolean ended = false;
        while (!ended) {
            ended = step();
        }
    }

    /** One slice; true if it was the last of a pass. */
    boolean step() throws Exception {
        long now = clock.millis();
        if (days != null) {
            days.makeDays(now);
        }
        switch (stage) {
            case BEGIN -> {
                warning.warn(now);
                change((writing, dialect) -> SqlDelete.counts(writing, now));
                if (days != null) {
                    days.begin();
                }
                goTo(Stage.DAYS);
            }
            case DAYS -> {
                if (days == null || days.step(now)) {
                    goTo(Stage.DELIVERIES);
                }
            }
            case DELIVERIES -> deliveries(now);
            case KEYS -> keys();
            case EVENTS -> events();
            case AUDIT -> audit(now);
            case SHRINK -> {
                return shrink();
            }
        }
        return false;
    }

    private void goTo(Stage next) {
        stage = next;
        cursor = 0;
    }

    private void deliveries(long now) throws Exception {
        List<Long> ended = new ArrayList<>();
        long end = Ids.lowestOf(now - periods.shortest().toMillis());
        if (days != null) {
            end = days.deliveriesByRow(end);
        }
        try (Connection connection = database.readers().getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT id, status, finished_at FROM delivery WHERE id > ? AND id < ? ORDER BY id LIMIT "
                                        + SLICE)) {
            select.setLong(1, cursor);
            select.setLong(2, end);
            boolean any = false;
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    any = true;
                    cursor = row.getLong(1);
                    long finishedAt = row.getLong(3);
                    if (!row.wasNull() && finishedAt <= now - period(row.getString(2))) {
                        ended.add(cursor);
                    }
                }
            }
            if (!any) {
                eventsBelow = Ids.lowestOf(now - periods.delivered().toMillis());
                if (days != null) {
                    eventsBelow = days.eventsByRow(eventsBelow);
                }
                goTo(Stage.KEYS);
            }
        }
        if (!ended.isEmpty()) {
            change((writing, dialect) -> SqlDelete.deliveries(writing, ended, this::period, now));
        }
    }

    /** In ms; for ever for what has not ended. */
    private long period(String status) {
        return switch (status) {
            case "delivered" -> periods.delivered().toMillis();
            case "skipped" -> periods.skipped().toMillis();
            case "failed" -> periods.failed().toMillis();
            default -> Long.MAX_VALUE / 2;
        };
    }

    private void keys() throws Exception {
        if (areSorted() || journal.sortKeys().toCompletableFuture().get(1, TimeUnit.MINUTES)) {
            goTo(Stage.EVENTS);
        }
    }

    /** Whether the keys of all events that this pass may delete lie in their table. */
    private boolean areSorted() throws SQLException {
        try (Connection connection = database.readers().getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT 1 FROM event WHERE seq > "
                                        + database.dialect().lastSortedKey()
                                        + " AND seq < ? LIMIT 1")) {
            select.setLong(1, eventsBelow);
            try (ResultSet row = select.executeQuery()) {
                return !row.next();
            }
        }
    }

    private void events() throws Exception {
        List<Long> orphans = new ArrayList<>();
        try (Connection connection = database.readers().getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT seq, EXISTS (SELECT 1 FROM delivery d WHERE d.event = e.seq) FROM event e"
                                        + " WHERE seq > ? AND seq < ? AND seq <= "
                                        + database.dialect().lastSortedKey()
                                        + " ORDER BY seq LIMIT "
                                        + SLICE)) {
            select.setLong(1, cursor);
            select.setLong(2, eventsBelow);
            boolean any = false;
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    any = true;
                    cursor = row.getLong(1);
                    if (!row.getBoolean(2)) {
                        orphans.add(cursor);
                    }
                }
            }
            if (!any) {
                goTo(Stage.AUDIT);
            }
        }
        if (!orphans.isEmpty()) {
            change((writing, dialect) -> SqlDelete.events(writing, dialect, orphans));
        }
    }

    private void audit(long now) throws Exception {
        long end = Ids.lowestOf(now - periods.audit().toMillis());
        if (change((writing, dialect) -> SqlDelete.audit(writing, end, SLICE)) < SLICE) {
            goTo(Stage.SHRINK);
        }
    }

    /** True when nothing is left to give back. */
    private boolean shrink() throws Exception {
        boolean done =
                database.dialect() != SqlDialect.SQLITE
                        || change((writing, dialect) -> SqlDelete.shrink(writing, PAGES));
        if (done) {
            goTo(Stage.BEGIN);
        }
        return done;
    }

    private <T> T change(SqlWork<T> work) throws Exception {
        return journal.change(work).toCompletableFuture().get(1, TimeUnit.MINUTES);
    }

    @Override
    public void close() {
        if (steps != null) {
            steps.close();
        }
    }
}
