package io.tidegate.journal;

import io.tidegate.fault.FaultPoint;
import io.tidegate.journal.Op.Load;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only thread that writes the journal. It takes all that was handed in since the last commit
 * and commits it as one transaction (group commit). When the database fails, events are refused at
 * once, what became of deliveries is kept and written, in order, when it is back.
 */
final class SqlWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SqlWriter.class);
    private static final long RETRY_MILLIS = 200;
    private static final long STOP_MILLIS = 10_000;
    private static final long IDLE_MILLIS = 100;

    /**
     * From the begin of one commit to the begin of the next, while many hand in at once: a commit
     * of few operations costs more than the operations.
     */
    private static final long COMMIT_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** So many operations in one commit are many: one producer after the other never waits. */
    private static final int MANY = 8;

    /** One transaction: more would not commit cheaper, but make the first of them wait. */
    private static final Load MAX_GROUP = new Load(1_000, 8L << 20);

    private static final int MAX_CONFLICTS = 5;

    private final SqlTransaction transaction;
    private final Inbox inbox;
    private final Thread thread;
    private volatile boolean writable = true;
    private long notBefore = System.nanoTime();
    private boolean keysAreSorted;

    SqlWriter(SqlTransaction transaction, int maxWaiting) {
        this.transaction = transaction;
        this.inbox = new Inbox(maxWaiting);
        this.thread = new Thread(this::run, "journal-writer");
        thread.start();
    }

    void submit(Op op) {
        RuntimeException refused =
                op.load().events() > 0 && !writable
                        ? new JournalUnavailable(
                                "the journal cannot be written at the moment", null)
                        : inbox.offer(op);
        if (refused != null) {
            op.fail(refused);
        }
    }

    <T> CompletableFuture<T> aside(SqlWork<T> work) {
        Op.Aside<T> aside = new Op.Aside<>(work, new CompletableFuture<>());
        submit(aside);
        return aside.done();
    }

    boolean writable() {
        return writable;
    }

    int waitingEvents() {
        return inbox.events();
    }

    private void run() {
        List<Op> kept = new ArrayList<>();
        while (true) {
            List<Op> batch = next(kept);
            if (batch.isEmpty() && inbox.isClosed()) {
                break;
            }
            boolean wasAway = !writable;
            if (writable || probe()) {
                kept = write(batch);
            } else {
                kept = new ArrayList<>();
                keepOrRefuse(batch, kept);
            }
            if (wasAway && writable) {
                transaction.restored(); // not before what was kept is stored: the listener may read
            }
            if (!kept.isEmpty() && inbox.isClosed()) {
                LOG.error(
                        "{} records could not be written before the stop; their deliveries will be made again",
                        kept.size());
                kept.forEach(op -> op.fail(new JournalUnavailable("the journal is closed", null)));
                break;
            }
        }
        transaction.close();
    }

    /**
     * Whether the database takes more than it holds now: one small record that still fits is no
     * proof.
     */
    private boolean probe() {
        try {
            transaction.probe();
        } catch (SQLException | RuntimeException e) {
            return false;
        }
        writable = true;
        LOG.info("the journal can be written again");
        return true;
    }

    /** What was kept from a failed write, then all that came since. */
    private List<Op> next(List<Op> kept) {
        List<Op> batch = new ArrayList<>(kept);
        try {
            if (kept.isEmpty() && writable && !keysAreSorted && !inbox.awaitSome(IDLE_MILLIS)) {
                return List.of(sortKeys());
            }
            batch.addAll(writable ? inbox.take(notBefore) : inbox.takeAfter(RETRY_MILLIS));
            keysAreSorted &= batch.stream().noneMatch(op -> op.load().events() > 0);
            notBefore = System.nanoTime() + (batch.size() < MANY ? 0 : COMMIT_INTERVAL_NANOS);
        } catch (InterruptedException e) {
            LOG.warn("the journal's writer was interrupted; it goes on");
        }
        return batch;
    }

    /** For a quiet moment; what fails here is tried again after the next event. */
    private Op sortKeys() {
        Op.SortKeys sort = new Op.SortKeys();
        keysAreSorted = true;
        var unused = sort.done().thenAccept(done -> keysAreSorted = done);
        return sort;
    }

    /** Writes in groups; returns what must be tried again. */
    private List<Op> write(List<Op> batch) {
        List<Op> kept = new ArrayList<>();
        boolean healthy = true;
        int from = 0;
        while (from < batch.size()) {
            int to = endOfGroup(batch, from);
            List<Op> group = batch.subList(from, to);
            if (healthy) {
                healthy = commit(group, kept);
            } else {
                keepOrRefuse(group, kept);
            }
            from = to;
        }
        return kept;
    }

    private static int endOfGroup(List<Op> batch, int from) {
        Load load = Load.NONE;
        int to = from;
        while (to < batch.size()) {
            Op op = batch.get(to);
            Load with =
                    load.plus(
                            op instanceof Op.Record record
                                    ? new Load(1, record.entry().bytes())
                                    : op.load());
            if (to > from && (op.alone() || with.exceeds(MAX_GROUP))) {
                break;
            }
            load = with;
            to++;
            if (op.alone()) {
                break;
            }
        }
        return to;
    }

    /**
     * False if the database failed: nothing after this group may be written before it, so all of it
     * waits.
     */
    private boolean commit(List<Op> group, List<Op> kept) {
        Runnable answers;
        try {
            answers = run(group);
        } catch (SQLException e) {
            if (transaction.isDataError(e, group)) {
                return withoutPoison(group, kept, e);
            }
            unwritable(e);
            keepOrRefuse(group, kept);
            return false;
        } catch (RuntimeException | Error e) {
            return withoutPoison(group, kept, e);
        }
        FaultPoint.AFTER_COMMIT.hit();
        release(group);
        answers.run();
        return true;
    }

    /** Nodes may stand in each other's way, such as for the key of an event that both are sent. */
    private Runnable run(List<Op> group) throws SQLException {
        for (int conflicts = 0; ; conflicts++) {
            try {
                return transaction.run(group);
            } catch (SQLException e) {
                if (conflicts == MAX_CONFLICTS || !transaction.isConflict(e, group)) {
                    throw e;
                }
            }
        }
    }

    /** One of them cannot be stored: each half is tried alone, down to the one that it is. */
    private boolean withoutPoison(List<Op> group, List<Op> kept, Throwable cause) {
        int half = group.size() / 2;
        if (half > 0) {
            if (commit(group.subList(0, half), kept)) {
                return commit(group.subList(half, group.size()), kept);
            }
            keepOrRefuse(group.subList(half, group.size()), kept);
            return false;
        }
        Op poison = group.get(0);
        release(group);
        if (poison.alone()) {
            poison.fail(cause);
        } else {
            LOG.error("the journal refused {}; the others go on", poison, cause);
            poison.fail(
                    new IllegalStateException(
                            "the journal refused the data: " + cause.getMessage(), cause));
        }
        return true;
    }

    private void unwritable(SQLException e) {
        if (writable) {
            writable = false;
            LOG.error(
                    "the journal cannot be written: {}; events are refused with 503 and no new attempt begins until it"
                            + " can, tried every {} ms",
                    e.getMessage(),
                    RETRY_MILLIS);
        }
    }

    private void keepOrRefuse(List<Op> group, List<Op> kept) {
        JournalUnavailable refusal =
                new JournalUnavailable("the journal cannot be written at the moment", null);
        release(group);
        for (Op op : group) {
            if (op instanceof Op.Record) {
                kept.add(op);
            } else {
                op.fail(refusal);
            }
        }
    }

    private void release(List<Op> group) {
        Load load = Load.NONE;
        for (Op op : group) {
            load = load.plus(op.load());
        }
        inbox.release(load);
    }

    @Override
    public void close() {
        inbox.close();
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
