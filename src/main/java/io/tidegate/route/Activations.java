package io.tidegate.route;

import io.tidegate.fault.FaultPoint;
import io.tidegate.journal.Activation;
import io.tidegate.journal.Due;
import io.tidegate.journal.Journal;
import io.tidegate.journal.JournalUnavailable;
import io.tidegate.journal.SqlActivations;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Switches connectors off and on by hand. The journal is told first: a crash after that leaves the
 * rest to the next start.
 */
public final class Activations implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Activations.class);
    private static final int AT_ONCE = 500;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final SqlActivations store;
    private final Journal journal;
    private final Dispatcher dispatcher;
    private final Clock clock;
    private final Map<String, Activation> last = new ConcurrentHashMap<>();
    private final ExecutorService discarding =
            Executors.newCachedThreadPool(work -> new Thread(work, "discarding"));
    private final Object oneBatch = new Object();
    private volatile boolean closed;

    public Activations(SqlActivations store, Journal journal, Dispatcher dispatcher, Clock clock) {
        this.store = store;
        this.journal = journal;
        this.dispatcher = dispatcher;
        this.clock = clock;
    }

    /** Before any route starts: those that were switched off stay so. */
    public void recall() {
        for (Activation one : store.all()) {
            last.put(one.connector(), one);
            if (!one.active()) {
                dispatcher.roster().deactivate(one.connector());
            }
        }
    }

    /** Another node may have switched some: obeys what the journal says. */
    public synchronized void refresh() {
        for (Activation one : store.all()) {
            if (!one.equals(last.put(one.connector(), one))) {
                synchronized (oneBatch) {
                    if (one.active()) {
                        dispatcher.roster().activate(one.connector());
                    } else {
                        dispatcher.roster().deactivate(one.connector());
                    }
                }
                dispatcher.wake();
                if (one.discardTo() != null) {
                    beginDiscard(one);
                }
            }
        }
    }

    /** Goes on with what a stop or a crash left to be discarded. */
    public void resume() {
        last.values().stream().filter(one -> one.discardTo() != null).forEach(this::beginDiscard);
    }

    /** How the connector was last switched; null if it never was, and is active. */
    public @Nullable Activation of(String connector) {
        return last.get(connector);
    }

    /**
     * What is pending or waiting goes on, in order.
     *
     * @throws JournalUnavailable if it cannot be recorded; nothing changed then
     */
    public synchronized Activation activate(String connector, String by) {
        Activation now = record(new Activation(connector, true, null, clock.millis(), by));
        synchronized (oneBatch) { // what is being discarded must not begin
            dispatcher.roster().activate(connector);
        }
        dispatcher.wake();
        return now;
    }

    /**
     * New events make no deliveries with it, unless its terms hold them; what is on the wire ends,
     * and what is pending or waiting is held, or ends as failed.
     *
     * @throws JournalUnavailable if it cannot be recorded; nothing changed then
     */
    public synchronized Activation deactivate(String connector, boolean discard, String by) {
        Long discardTo = discard ? (Long) journal.newId() : null;
        Activation now = record(new Activation(connector, false, discardTo, clock.millis(), by));
        dispatcher.roster().deactivate(connector);
        if (discard) {
            beginDiscard(now);
        }
        return now;
    }

    private Activation record(Activation wanted) {
        Activation before = last.get(wanted.connector());
        boolean was = before == null || before.active();
        if (before != null && was == wanted.active() && wanted.discardTo() == null) {
            return before;
        }
        store.set(wanted);
        FaultPoint.AFTER_ACTIVATION_COMMIT.hit();
        last.put(wanted.connector(), wanted);
        LOG.info(
                "{} connector={} by={}",
                wanted.active() ? "activated" : "deactivated",
                wanted.connector(),
                wanted.by());
        return wanted;
    }

    private void beginDiscard(Activation wanted) {
        discarding.execute(() -> discard(wanted));
    }

    private void discard(Activation wanted) {
        long count = 0;
        while (!closed && last.get(wanted.connector()) == wanted) {
            try {
                int ended;
                synchronized (oneBatch) {
                    ended = last.get(wanted.connector()) == wanted ? discardSome(wanted) : 0;
                }
                count += ended;
                if (ended == 0 && isOver(wanted)) {
                    LOG.info("discarded deliveries={} connector={}", count, wanted.connector());
                    return;
                }
                if (ended == 0) {
                    LockSupport.parkNanos(this, PAUSE_NANOS); // something is on the wire still
                }
            } catch (JournalUnavailable | CompletionException e) {
                LOG.warn(
                        "deliveries of {} cannot be discarded now, tried again: {}",
                        wanted.connector(),
                        e.getMessage());
                LockSupport.parkNanos(this, PAUSE_NANOS * 10);
            }
        }
    }

    private int discardSome(Activation wanted) {
        Set<Long> onTheWire = dispatcher.delivering();
        long upTo = wanted.discardTo() == null ? 0 : wanted.discardTo();
        String reason = "discarded when its connector was deactivated by " + wanted.by();
        List<CompletableFuture<Void>> ended = new ArrayList<>();
        for (Due due : journal.unfinished(wanted.connector(), upTo, AT_ONCE)) {
            if (!onTheWire.contains(due.ref().id())) {
                ended.add(dispatcher.discard(due, reason).toCompletableFuture());
            }
        }
        ended.forEach(CompletableFuture::join);
        return ended.size();
    }

    private synchronized boolean isOver(Activation wanted) {
        long upTo = wanted.discardTo() == null ? 0 : wanted.discardTo();
        if (store.hasUnfinished(wanted.connector(), upTo)) {
            return false;
        }
        if (last.get(wanted.connector()) == wanted) {
            Activation done =
                    new Activation(wanted.connector(), false, null, wanted.at(), wanted.by());
            store.set(done);
            last.put(wanted.connector(), done);
        }
        return true;
    }

    @Override
    public void close() {
        closed = true;
        discarding.shutdown();
        try {
            discarding.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
