package io.tidegate.journal;

import io.tidegate.event.Event;
import io.tidegate.fault.FaultPoint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One group of operations as one transaction, on a connection that is opened anew after it failed.
 */
final class SqlTransaction {
    private static final Logger LOG = LoggerFactory.getLogger(SqlTransaction.class);

    private static final int PROBE_BYTES = 256 * 1024;

    private final SqlDatabase database;
    private final Subscriptions subscriptions;
    private final CommitListener listener;
    private final WriterMeter meter;
    private final Clock clock;
    private final Ids ids;
    private final SubjectCounts counts = new SubjectCounts();
    private final Lately lately = new Lately();
    private boolean isLatelyOld;
    private @Nullable Open open;

    /** The connection with its prepared statements; gone after a failure. */
    private record Open(
            Connection connection,
            SqlKeys keys,
            SqlAccept accept,
            SqlRecord record,
            SqlCounts happened) {}

    SqlTransaction(
            SqlDatabase database,
            Subscriptions subscriptions,
            CommitListener listener,
            WriterMeter meter,
            Clock clock)
            throws SQLException {
        this.database = database;
        this.subscriptions = subscriptions;
        this.listener = listener;
        this.meter = meter;
        this.clock = clock;
        try (Connection connection = database.readers().getConnection()) {
            this.ids = new Ids(clock, lastId(connection));
            lately.become(SqlLately.read(connection, clock.millis()));
        }
    }

    Lately lately() {
        return lately;
    }

    Ids ids() {
        return ids;
    }

    /**
     * True if the group would fail again on a healthy database; a task is free to hold wrong SQL.
     */
    boolean isDataError(SQLException e, List<Op> group) {
        return database.dialect().isDataError(e)
                || group.get(0) instanceof Op.Aside
                || (group.get(0) instanceof Op.Task && database.dialect().isStatementError(e));
    }

    void restored() {
        tell(listener::restored);
    }

    /** What was committed stays so, whatever a listener throws. */
    private static void tell(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            LOG.error("a listener of the journal failed; what it was told of is committed", e);
        }
    }

    /** Commits the group; what it returns answers those who handed it in. */
    Runnable run(List<Op> group) throws SQLException {
        long start = System.nanoTime();
        Open to = open();
        if (group.get(0) instanceof Op.Aside<?> aside) {
            return aside(to, aside);
        }
        try {
            to.connection.setAutoCommit(false);
            Written written = written(to, group);
            FaultPoint.BEFORE_COMMIT.hit();
            commit(to.connection);
            database.checkFile();
            to.happened.committed(lately);
            meter.committed(group.size(), System.nanoTime() - start);
            return written.answers(listener);
        } catch (TaskFailed e) {
            rollback(to, e.thrown);
            throw e.thrown;
        } catch (SQLException | RuntimeException | Error e) {
            drop(e);
            throw e;
        }
    }

    private Written written(Open to, List<Op> group) throws SQLException {
        Op first = group.get(0);
        if (first instanceof Op.Task<?> task) {
            return task(to, task);
        }
        if (first instanceof Op.SortKeys sort) {
            boolean done = to.keys.sort(Op.SortKeys.AT_MOST);
            return new Written(List.of(), Set.of(), () -> sort.done().complete(done));
        }
        return first instanceof Op.AcceptIf some ? acceptSome(to, some) : write(to, group);
    }

    private Written acceptSome(Open to, Op.AcceptIf some) throws SQLException {
        List<Event> wanted = some.stillWanted();
        List<Acceptance> accepted = accept(to, wanted);
        to.happened.write();
        return new Written(accepted, Set.of(), () -> some.done().complete(accepted));
    }

    /**
     * Not {@code commit()}: sqlite-jdbc's begins the next transaction at once, and its snapshot
     * pins the WAL.
     */
    private static void commit(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
    }

    /** A task that throws changed nothing that is counted: rolling back is enough. */
    private void rollback(Open to, RuntimeException cause) {
        try {
            to.connection.rollback();
            commit(to.connection);
        } catch (SQLException e) {
            drop(cause);
        }
    }

    private static final class TaskFailed extends RuntimeException {
        final transient RuntimeException thrown;

        TaskFailed(RuntimeException thrown) {
            this.thrown = thrown;
        }
    }

    /** What a transaction wrote; told to others only after its commit. */
    private record Written(List<Acceptance> acceptances, Set<String> released, Runnable promises) {
        Runnable answers(CommitListener listener) {
            return () -> {
                promises.run();
                if (!acceptances.isEmpty()) {
                    tell(() -> listener.accepted(acceptances));
                }
                released.forEach(connector -> tell(() -> listener.released(connector)));
            };
        }
    }

    private <T> Runnable aside(Open to, Op.Aside<T> aside) throws SQLException {
        T result = aside.work().run(to.connection, database.dialect());
        return () -> aside.done().complete(result);
    }

    private <T> Written task(Open to, Op.Task<T> task) throws SQLException {
        T result;
        try {
            result = task.work().run(to.connection, database.dialect());
        } catch (RuntimeException e) {
            throw new TaskFailed(e);
        }
        return new Written(List.of(), Set.of(), () -> task.done().complete(result));
    }

    private Written write(Open to, List<Op> group) throws SQLException {
        List<Event> events = new ArrayList<>();
        List<DeliveryRecord> records = new ArrayList<>();
        List<Event> made = new ArrayList<>();
        for (Op op : group) {
            if (op instanceof Op.Accept accept) {
                events.addAll(accept.events());
            } else if (op instanceof Op.Record r) {
                records.add(r.entry());
                made.addAll(r.entry().made().beside().events());
            }
        }
        events.addAll(made); // after those whose promises are kept by their place
        List<Acceptance> accepted = accept(to, events);
        Set<String> released =
                records.isEmpty() ? Set.of() : to.record.store(records, counts, to.happened);
        to.happened.write();
        return new Written(accepted, released, () -> keepPromises(group, accepted));
    }

    private List<Acceptance> accept(Open to, List<Event> events) throws SQLException {
        if (events.isEmpty()) {
            return List.of();
        }
        long now = clock.millis();
        List<Acceptance> accepted = to.accept.accept(events, ids, counts, subscriptions, now);
        to.happened.accepted(accepted, now);
        return accepted;
    }

    private static void keepPromises(List<Op> group, List<Acceptance> accepted) {
        int from = 0;
        for (Op op : group) {
            if (op instanceof Op.Accept accept) {
                int to = from + accept.events().size();
                accept.done().complete(accepted.subList(from, to));
                from = to;
            } else if (op instanceof Op.Record r) {
                r.done().complete(null);
            }
        }
    }

    /** Stores {@value #PROBE_BYTES} bytes more, then lets them go. */
    void probe() throws SQLException {
        Open to = open();
        try (PreparedStatement store =
                        to.connection.prepareStatement("INSERT INTO probe (filler) VALUES (?)");
                PreparedStatement clear = to.connection.prepareStatement("DELETE FROM probe")) {
            store.setBytes(1, new byte[PROBE_BYTES]);
            store.executeUpdate();
            clear.executeUpdate();
        } catch (SQLException | RuntimeException e) {
            drop(e);
            throw e;
        }
    }

    private Open open() throws SQLException {
        if (open == null) {
            database.checkFile();
            Connection connection = database.openWriter();
            try {
                loadCounts(connection);
                if (isLatelyOld) {
                    lately.become(SqlLately.read(connection, clock.millis()));
                    isLatelyOld = false;
                }
                SqlKeys keys = SqlKeys.of(connection, database.dialect());
                open =
                        new Open(
                                connection,
                                keys,
                                new SqlAccept(connection, keys),
                                new SqlRecord(connection, database.dialect()),
                                new SqlCounts(connection));
            } catch (SQLException | RuntimeException | Error e) {
                connection.close();
                throw e;
            }
        }
        return open;
    }

    /**
     * After any failure the connection is not trusted, and neither is what was counted beside it.
     */
    private void drop(Throwable cause) {
        if (open != null) {
            try (Connection connection = open.connection) {
                if (!connection.getAutoCommit()) {
                    connection.rollback();
                }
            } catch (SQLException e) {
                cause.addSuppressed(e);
            }
            open = null;
            isLatelyOld = true; // a commit that failed may have come through
        }
    }

    private void loadCounts(Connection connection) throws SQLException {
        counts.clear();
        for (String unfinished :
                List.of("blocked = 1", "status IN ('pending', 'waiting') AND blocked = 0")) {
            try (PreparedStatement select =
                            connection.prepareStatement(
                                    "SELECT connector, subject_hash, count(*) FROM delivery WHERE "
                                            + unfinished
                                            + " AND subject_hash <> 0 GROUP BY connector, subject_hash");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    counts.load(rows.getString(1), rows.getLong(2), rows.getInt(3));
                }
            }
        }
    }

    private static long lastId(Connection connection) throws SQLException {
        long last = 0;
        for (String column :
                List.of(
                        "max(id) FROM delivery",
                        "max(seq) FROM event",
                        "max(id) FROM failed_query")) {
            try (PreparedStatement select = connection.prepareStatement("SELECT " + column);
                    ResultSet rows = select.executeQuery()) {
                rows.next();
                last = Math.max(last, rows.getLong(1));
            }
        }
        return last;
    }

    void close() {
        drop(new IllegalStateException("closed"));
    }
}
