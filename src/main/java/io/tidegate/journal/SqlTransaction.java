package io.tidegate.journal;

import io.tidegate.event.Event;
import io.tidegate.fault.FaultPoint;
import io.tidegate.journal.SqlHandedOver.TakenIn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
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
    private static final long COUNTS_MILLIS = 2_000;

    private final SqlDatabase database;
    private final Subscriptions subscriptions;
    private final CommitListener listener;
    private final WriterMeter meter;
    private final Clock clock;
    private final Holding holding;
    private final Ids ids;
    private final SubjectCounts counts = new SubjectCounts();
    private final Lately lately = new Lately();
    private boolean isLatelyOld;
    private long countsReadAt;
    private @Nullable Open open;

    /** The connection with its prepared statements; gone after a failure. */
    private record Open(
            Connection connection,
            SqlKeys keys,
            SqlAccept accept,
            SqlRecord record,
            SqlCounts happened,
            @Nullable SqlHandedOver nodes) {}

    SqlTransaction(SqlDatabase database, SqlJournal.Partners partners, Holding holding)
            throws SQLException {
        this.database = database;
        this.subscriptions = partners.subscriptions();
        this.listener = partners.listener();
        this.meter = partners.meter();
        this.clock = partners.clock();
        this.holding = holding;
        try (Connection connection = database.readers().getConnection()) {
            this.ids = new Ids(clock, SqlCounted.lastId(connection), holding::slot);
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

    /**
     * True if it failed since another one stood in its way: two nodes may give the same id out
     * within a millisecond, too, and run again there are others.
     */
    boolean isConflict(SQLException e, List<Op> group) {
        return database.dialect().isConflict(e)
                || (database.dialect().isTaken(e) && !group.get(0).alone());
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
            return new Written(() -> sort.done().complete(done));
        }
        if (first instanceof Op.Move move) {
            return move(to, move);
        }
        TakenIn tookIn = meetOthers(to);
        if (first instanceof Op.TakeIn look) {
            learnCounts(to.connection);
            return new Written(List.of(), tookIn, Set.of(), () -> look.done().complete(null));
        }
        return first instanceof Op.AcceptIf some
                ? acceptSome(to, some, tookIn)
                : write(to, group, tookIn);
    }

    private Written acceptSome(Open to, Op.AcceptIf some, TakenIn tookIn) throws SQLException {
        List<Event> wanted = some.stillWanted();
        List<Acceptance> accepted = accept(to, wanted);
        to.happened.write();
        return new Written(accepted, tookIn, Set.of(), () -> some.done().complete(accepted));
    }

    /**
     * What others have committed comes before what is stored now: ids grow beyond theirs, and what
     * they stored for this node is taken in.
     */
    private TakenIn meetOthers(Open to) throws SQLException {
        if (to.nodes == null) {
            return TakenIn.NOTHING;
        }
        SqlHandedOver.State state = to.nodes.state(holding.epoch());
        ids.after(state.lastId());
        if (!state.isMember() && holding.lose(holding.epoch())) {
            counts.clear();
            LOG.warn(
                    "the other nodes took this one for dead, and its partitions; what it still records of deliveries is"
                            + " refused, it joins anew");
        }
        return state.isHandedOver() ? to.nodes.takeIn(holding.counted(), counts) : TakenIn.NOTHING;
    }

    /** What other nodes have counted. */
    private void learnCounts(Connection connection) throws SQLException {
        long now = clock.millis();
        if (holding.isShared() && now - countsReadAt >= COUNTS_MILLIS) {
            countsReadAt = now;
            lately.correct(SqlLately.current(connection, now));
        }
    }

    /** Both in one transaction, so that no partition is counted here and held elsewhere. */
    private Written move(Open to, Op.Move move) throws SQLException {
        TakenIn tookIn = meetOthers(to);
        SqlHandedOver nodes = to.nodes;
        if (nodes == null || holding.epoch() != move.epoch()) {
            return new Written(
                    List.of(), tookIn, Set.of(), () -> move.done().complete(new BitSet()));
        }
        nodes.release(move.epoch(), move.release());
        counts.forget(move.release());
        BitSet claimed = nodes.claim(move.epoch(), move.claim(), holding.counted());
        counts.forget(claimed); // an earlier membership may have counted them
        SqlCounted.load(to.connection, claimed, counts);
        TakenIn more = nodes.takeIn(claimed, counts);
        return new Written(
                List.of(),
                tookIn.and(more),
                Set.of(),
                () -> {
                    holding.moved(move.epoch(), claimed, move.release());
                    move.done().complete(claimed);
                });
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
    private record Written(
            List<Acceptance> acceptances, TakenIn tookIn, Set<String> released, Runnable promises) {

        /** Nothing is told to anybody but whoever handed it in. */
        Written(Runnable promises) {
            this(List.of(), TakenIn.NOTHING, Set.of(), promises);
        }

        Runnable answers(CommitListener listener) {
            return () -> {
                promises.run();
                if (!acceptances.isEmpty()) {
                    tell(() -> listener.accepted(acceptances));
                }
                if (acceptances.stream().anyMatch(Written::isHandedOver)) {
                    tell(listener::handedOver);
                }
                if (!tookIn.read().isEmpty()) {
                    tell(() -> listener.tookIn(tookIn.read()));
                }
                Set<String> all = new HashSet<>(released);
                all.addAll(tookIn.unread());
                all.forEach(connector -> tell(() -> listener.released(connector)));
            };
        }

        private static boolean isHandedOver(Acceptance acceptance) {
            return acceptance.deliveries().stream().anyMatch(Acceptance.NewDelivery::handedOver);
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
        return new Written(() -> task.done().complete(result));
    }

    private Written write(Open to, List<Op> group, TakenIn tookIn) throws SQLException {
        List<Event> events = new ArrayList<>();
        List<DeliveryRecord> records = new ArrayList<>();
        List<Event> made = new ArrayList<>();
        Set<Op> refused = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Op op : group) {
            if (op instanceof Op.Accept accept) {
                events.addAll(accept.events());
            } else if (op instanceof Op.Record r && !isOurs(r.entry())) {
                refused.add(op);
            } else if (op instanceof Op.Record r) {
                records.add(r.entry());
                made.addAll(r.entry().made().beside().events());
            }
        }
        events.addAll(made); // after those whose promises are kept by their place
        List<Acceptance> accepted = accept(to, events);
        Set<String> released = new HashSet<>();
        if (!records.isEmpty()) {
            released.addAll(to.record.store(records, counts, to.happened));
        }
        to.happened.write();
        return new Written(
                accepted,
                tookIn,
                released,
                () -> {
                    keepPromises(group, accepted, refused);
                    refused.forEach(SqlTransaction::refuse);
                });
    }

    private boolean isOurs(DeliveryRecord record) {
        return record.epoch() == holding.epoch()
                && holding.counts(Holding.partition(record.delivery()));
    }

    private static void refuse(Op op) {
        op.fail(
                new IllegalStateException(
                        "its partition is another node's by now, which makes the delivery again"));
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

    private static void keepPromises(List<Op> group, List<Acceptance> accepted, Set<Op> refused) {
        int from = 0;
        for (Op op : group) {
            if (op instanceof Op.Accept accept) {
                int to = from + accept.events().size();
                accept.done().complete(accepted.subList(from, to));
                from = to;
            } else if (op instanceof Op.Record r && !refused.contains(op)) {
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
                SqlHandedOver nodes =
                        database.dialect().isShared()
                                ? new SqlHandedOver(connection, database.payloads())
                                : null;
                loadCounts(connection, nodes);
                if (isLatelyOld) {
                    lately.become(SqlLately.read(connection, clock.millis()));
                    isLatelyOld = false;
                }
                SqlKeys keys = SqlKeys.of(connection, database.dialect());
                open =
                        new Open(
                                connection,
                                keys,
                                new SqlAccept(
                                        connection,
                                        database.dialect(),
                                        keys,
                                        holding,
                                        database.payloads()),
                                new SqlRecord(connection, database.dialect(), database.payloads()),
                                new SqlCounts(connection, database.dialect(), holding),
                                nodes);
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

    private void loadCounts(Connection connection, @Nullable SqlHandedOver nodes)
            throws SQLException {
        counts.clear();
        if (nodes != null && !holding.isAlone()) {
            BitSet lost = holding.counted();
            lost.andNot(nodes.owned(holding.epoch()));
            holding.moved(
                    holding.epoch(),
                    new BitSet(),
                    lost); // a commit whose answer was lost gave them up
        }
        connection.setAutoCommit(false); // there may be a million: they come in parts
        SqlCounted.load(connection, holding.counted(), counts);
        commit(connection);
    }

    void close() {
        drop(new IllegalStateException("closed"));
    }
}
