package io.tidegate.journal;

import io.tidegate.journal.Op.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What was handed to the writer and is not committed yet; events are refused when it is full,
 * records never.
 */
final class Inbox {
    private static final long MAX_BYTES = 64L << 20;

    /** So many operations are a group worth committing at once. */
    static final int FULL_GROUP = 128;

    private final Load allowed;
    private List<Op> waiting = new ArrayList<>();
    private Load load = Load.NONE;
    private boolean closed;

    Inbox(int maxEvents) {
        this.allowed = new Load(maxEvents, MAX_BYTES);
    }

    /**
     * Takes it, or says why not. A batch that alone is too much is taken when nothing else waits.
     */
    synchronized @Nullable RuntimeException offer(Op op) {
        if (closed) {
            return new JournalUnavailable("the journal is closed", null);
        }
        if (op.load().events() > 0) {
            Load after = load.plus(op.load());
            if (load.events() > 0 && after.exceeds(allowed)) {
                return new JournalBusy(load, allowed);
            }
            load = after;
        }
        waiting.add(op);
        if (waiting.size() == 1 || waiting.size() == FULL_GROUP) {
            notifyAll();
        }
        return null;
    }

    /** These events wait no longer. */
    synchronized void release(Load done) {
        load = load.minus(done);
    }

    synchronized int events() {
        return load.events();
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Waits at most so long; true if something waits to be taken, or the inbox is closed. */
    synchronized boolean awaitSome(long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long left = millis;
        while (waiting.isEmpty() && !closed && left > 0) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
        return !waiting.isEmpty() || closed;
    }

    /**
     * Waits for the first, and until this time ({@link System#nanoTime}) for more to commit with
     * it, unless there are many; empty only when closed and drained.
     */
    synchronized List<Op> take(long notBefore) throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        long left = notBefore - System.nanoTime();
        while (left > 0 && waiting.size() < FULL_GROUP && !closed) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = notBefore - System.nanoTime();
        }
        return drain();
    }

    /** What came within this time, which a close cuts short. */
    synchronized List<Op> takeAfter(long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long left = millis;
        while (left > 0 && !closed) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
        return drain();
    }

    private List<Op> drain() {
        List<Op> drained = waiting;
        waiting = new ArrayList<>();
        return drained;
    }
}
