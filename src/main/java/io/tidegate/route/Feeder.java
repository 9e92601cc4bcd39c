package io.tidegate.route;

import io.tidegate.delivery.Flight;
import io.tidegate.delivery.Lane;
import io.tidegate.journal.Due;
import io.tidegate.journal.Journal;
import io.tidegate.journal.JournalUnavailable;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads back what is due: retries, what did not fit into memory, what waited for a predecessor, and
 * after a start all that is unfinished. Now and then it looks at everything, for what fell between
 * (the reconciler).
 */
public final class Feeder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Feeder.class);
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long RECONCILE_MILLIS = 30_000;
    private static final int HOOKS_AT_ONCE = 200;

    private final Dispatcher dispatcher;
    private final Journal journal;
    private final Clock clock;
    private final Thread thread;

    /** Deliveries whose hooks were made due again while this runs, with their connector. */
    private final Map<Long, String> hooksAgain = new ConcurrentHashMap<>();

    private volatile boolean closed;
    private volatile boolean woken;
    private boolean unreadable;
    private long reconciledAt;

    public Feeder(Dispatcher dispatcher, Journal journal, Clock clock) {
        this.dispatcher = dispatcher;
        this.journal = journal;
        this.clock = clock;
        this.reconciledAt = clock.millis();
        this.thread = new Thread(this::run, "journal-feeder");
        thread.setDaemon(true);
        dispatcher.onWork(this::wake);
        thread.start();
    }

    private void wake() {
        if (!woken) {
            woken = true;
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        while (!closed) {
            if (!woken) {
                LockSupport.parkNanos(this, TICK_NANOS);
            }
            woken = false;
            try {
                turn();
                unreadable = false;
            } catch (JournalUnavailable e) {
                if (!unreadable) {
                    LOG.error(
                            "what is due cannot be read, tried again every 200 ms: {}",
                            e.getMessage());
                    unreadable = true;
                }
                LockSupport.parkNanos(this, TICK_NANOS * 4);
            } catch (RuntimeException e) {
                LOG.error("a bug in the journal's feeder; it goes on", e);
                LockSupport.parkNanos(this, TICK_NANOS * 20);
            }
        }
    }

    private void turn() {
        reconcile();
        long now = clock.millis();
        JournalUnavailable problem = null;
        for (Lane lane : dispatcher.roster().lanes()) {
            boolean asked = lane.wants(now) || !hooksAgain.isEmpty();
            if (asked && dispatcher.roster().has(lane.connector())) {
                try {
                    feedAll(lane);
                } catch (JournalUnavailable e) {
                    problem = e; // it may be one connector's rows alone: the others go on
                }
            }
        }
        if (problem != null) {
            throw problem;
        }
    }

    private void feedAll(Lane lane) {
        feed(lane);
        feedHooks(lane);
        feedHooksAgain(lane);
        lane.work();
    }

    private void feed(Lane lane) {
        long now = clock.millis();
        int limit = lane.beginFeed(now);
        if (limit == 0) {
            return;
        }
        try {
            List<Flight> flights = new ArrayList<>();
            long epoch = dispatcher.epoch();
            List<Due> due = journal.due(lane.connector(), now, limit);
            due.forEach(row -> flights.add(Translation.readBack(row).knownIn(epoch)));
            long next = journal.nextDue(lane.connector(), now).orElse(Long.MAX_VALUE);
            lane.fed(flights, due.size() == limit || isCut(due), next);
        } catch (RuntimeException e) {
            lane.fed(List.of(), true, 0);
            throw e;
        }
    }

    private static boolean isCut(List<Due> due) {
        return due.stream().mapToLong(row -> row.event().weight()).sum() >= Journal.MAX_READ;
    }

    /**
     * Hooks that a crash or a deactivation left due are found once, when their connector begins to
     * take deliveries: later ones run from memory.
     */
    private void feedHooks(Lane lane) {
        long from = lane.hooksFrom();
        if (from < 0) {
            return;
        }
        lane.beginHooks();
        long epoch = dispatcher.epoch();
        List<Due> due = journal.hooksDue(lane.connector(), from, HOOKS_AT_ONCE);
        int taken =
                lane.takeHooks(
                        due.stream()
                                .map(row -> Translation.hooksOnly(row).knownIn(epoch))
                                .toList());
        if (due.isEmpty()) {
            lane.hooksRead(-1);
        } else if (taken > 0) {
            lane.hooksRead(due.get(taken - 1).ref().id());
        }
    }

    /** The hooks of a delivery that had ended are due again; they run as soon as there is room. */
    public void hooksDue(String connector, long delivery) {
        hooksAgain.put(delivery, connector);
        wake();
    }

    private void feedHooksAgain(Lane lane) {
        hooksAgain
                .entrySet()
                .removeIf(
                        one ->
                                one.getValue().equals(lane.connector())
                                        && isFed(lane, one.getKey()));
    }

    /** True also if they are due no more. */
    private boolean isFed(Lane lane, long delivery) {
        lane.beginHooks();
        long epoch = dispatcher.epoch();
        List<Due> due = journal.hooksDue(lane.connector(), delivery - 1, 1);
        boolean isDue = !due.isEmpty() && due.get(0).ref().id() == delivery;
        List<Flight> hooks =
                isDue ? List.of(Translation.hooksOnly(due.get(0)).knownIn(epoch)) : List.of();
        return lane.takeHooks(hooks) > 0 || !isDue;
    }

    private void reconcile() {
        long now = clock.millis();
        if (now - reconciledAt >= RECONCILE_MILLIS) {
            reconciledAt = now;
            dispatcher.roster().lanes().forEach(lane -> lane.dueAt(0));
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
