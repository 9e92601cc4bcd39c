package io.tidegate.journal;

import io.tidegate.event.Event;
import io.tidegate.fault.FaultPoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only thread that writes the journal. It takes all that was handed in since the last commit and commits it as one
 * transaction (group commit). When the database fails, events are refused at once, what became of deliveries is kept
 * and written when it is back.
 */
final class SqlWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SqlWriter.class);
    private static final long RETRY_MILLIS = 200;

    /** Events in one transaction: more would not commit cheaper, but make the first of them wait. */
    private static final int MAX_GROUP = 1_000;

    private final SqlTransaction transaction;
    private final int maxWaiting;
    private final Thread thread;
    private final Object lock = new Object();
    private List<Op> inbox = new ArrayList<>();
    private int waitingEvents;
    private boolean closed;
    private volatile boolean writable = true;

    /** Something to write, and who is told. */
    sealed interface Op {
        record Accept(List<Event> events, CompletableFuture<List<Acceptance>> done) implements Op {}

        record Record(DeliveryRecord entry, CompletableFuture<Void> done) implements Op {}

        record Task<T>(SqlWork<T> work, CompletableFuture<T> done) implements Op {}
    }

    SqlWriter(SqlTransaction transaction, int maxWaiting) {
        this.transaction = transaction;
        this.maxWaiting = maxWaiting;
        this.thread = new Thread(this::run, "journal-writer");
        thread.start();
    }

    void submit(Op op) {
        RuntimeException refused = null;
        synchronized (lock) {
            int events = op instanceof Op.Accept accept ? accept.events().size() : 0;
            if (events > 0 && !writable) {
                refused = new JournalUnavailable("the journal cannot be written at the moment", null);
            } else if (events > 0 && waitingEvents > 0 && waitingEvents + events > maxWaiting) {
                refused = new JournalBusy(waitingEvents, maxWaiting);
            } else if (closed) {
                refused = new JournalUnavailable("the journal is closed", null);
            } else {
                waitingEvents += events;
                inbox.add(op);
                if (inbox.size() == 1) {
                    lock.notifyAll();
                }
            }
        }
        if (refused != null) {
            fail(op, refused);
        }
    }

    boolean writable() {
        return writable;
    }

    int waitingEvents() {
        synchronized (lock) {
            return waitingEvents;
        }
    }

    private void run() {
        List<Op> kept = new ArrayList<>();
        while (true) {
            List<Op> batch = take(kept);
            if (batch.isEmpty()) {
                break;
            }
            kept = write(batch);
            if (!kept.isEmpty() && isClosed()) {
                LOG.error("{} records could not be written before the stop; their deliveries will be made again", kept.size());
                break;
            }
        }
        transaction.close();
    }

    private boolean isClosed() {
        synchronized (lock) {
            return closed;
        }
    }

    /** What was kept from a failed write, and all that came since; empty at the end. */
    private List<Op> take(List<Op> kept) {
        synchronized (lock) {
            try {
                if (!kept.isEmpty() || !writable) {
                    lock.wait(RETRY_MILLIS);
                } else {
                    while (inbox.isEmpty() && !closed) {
                        lock.wait();
                    }
                }
            } catch (InterruptedException e) {
                LOG.warn("the journal's writer was interrupted; it goes on");
            }
            if (!writable && kept.isEmpty() && inbox.isEmpty() && !closed) {
                return List.of(probe());
            }
            List<Op> batch = kept;
            if (batch.isEmpty()) {
                batch = inbox;
                inbox = new ArrayList<>();
            } else {
                batch.addAll(inbox);
                inbox.clear();
            }
            return batch;
        }
    }

    private static Op probe() {
        return new Op.Task<>((connection, dialect) -> null, new CompletableFuture<>());
    }

    /** Writes in groups of at most {@link #MAX_GROUP} events; returns what must be tried again. */
    private List<Op> write(List<Op> batch) {
        List<Op> kept = new ArrayList<>();
        int from = 0;
        while (from < batch.size()) {
            int to = endOfGroup(batch, from);
            List<Op> group = batch.subList(from, to);
            from = to;
            if (kept.isEmpty()) {
                commit(group, kept);
            } else {
                keepOrRefuse(group, kept, null);
            }
            release(group);
        }
        return kept;
    }

    private static int endOfGroup(List<Op> batch, int from) {
        int events = 0;
        int to = from;
        while (to < batch.size() && (to == from || events < MAX_GROUP)) {
            Op op = batch.get(to);
            if (op instanceof Op.Task && to > from) {
                break;
            }
            to++;
            if (op instanceof Op.Task) {
                break;
            }
            events += op instanceof Op.Accept accept ? accept.events().size() : 1;
        }
        return to;
    }

    private void release(List<Op> group) {
        int events = 0;
        for (Op op : group) {
            events += op instanceof Op.Accept accept ? accept.events().size() : 0;
        }
        synchronized (lock) {
            waitingEvents -= events;
        }
    }

    private void commit(List<Op> group, List<Op> kept) {
        try {
            Runnable answers = transaction.run(group);
            FaultPoint.AFTER_COMMIT.hit();
            if (!writable) {
                writable = true;
                LOG.info("the journal can be written again");
                transaction.restored();
            }
            answers.run();
        } catch (SQLException e) {
            if (!transaction.isDataError(e)) {
                keepOrRefuse(group, kept, e);
            } else if (group.size() == 1) {
                LOG.error("the journal refused {}: {}", describe(group.get(0)), e.getMessage());
                fail(group.get(0), new IllegalStateException("the journal refused the data: " + e.getMessage(), e));
            } else {
                for (Op op : group) {
                    commit(List.of(op), kept);
                }
            }
        } catch (RuntimeException e) {
            LOG.error("a bug in the journal's writer; what it was given is refused", e);
            group.forEach(op -> fail(op, e));
        }
    }

    private void keepOrRefuse(List<Op> group, List<Op> kept, java.sql.@org.jspecify.annotations.Nullable SQLException e) {
        if (writable && e != null) {
            writable = false;
            LOG.error(
                    "the journal cannot be written: {}; events are refused with 503 and no new attempt begins until it"
                            + " can, tried every {} ms",
                    e.getMessage(),
                    RETRY_MILLIS);
        }
        JournalUnavailable refusal = new JournalUnavailable("the journal cannot be written at the moment", e);
        for (Op op : group) {
            if (op instanceof Op.Record) {
                kept.add(op);
            } else {
                fail(op, refusal);
            }
        }
    }

    private static String describe(Op op) {
        return op instanceof Op.Record r ? "the record of delivery " + r.entry().delivery().id() : "an operation";
    }

    private static void fail(Op op, RuntimeException e) {
        if (op instanceof Op.Accept accept) {
            accept.done().completeExceptionally(e);
        } else if (op instanceof Op.Record r) {
            r.done().completeExceptionally(e);
        } else if (op instanceof Op.Task<?> task) {
            task.done().completeExceptionally(e);
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
