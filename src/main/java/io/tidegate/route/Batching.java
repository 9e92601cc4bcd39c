package io.tidegate.route;

import io.tidegate.connector.Batch;
import io.tidegate.delivery.Pacer;
import io.tidegate.delivery.Throttle;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects until there are enough, the first has waited for long enough, or one comes that does not
 * fit; then gives them away together, no more of them at once than may be on their way. What may
 * not be sent any more goes back.
 *
 * @param <R> what is collected
 */
final class Batching<R> {
    /** So often it is asked whether what was put aside goes back. */
    static final long LOOK_MILLIS = 250;

    /** Health waits so long for the end of what was sent. */
    private static final long SENT_LATELY_MILLIS = 60_000;

    private final Batch batch;
    private final int concurrency;
    private final Throttle.Shared shared;
    private final Pacer pacer;
    private final Lane lane;
    private final Ends<R> ends;
    private final List<List<R>> waiting = new ArrayList<>();
    private List<R> open = new ArrayList<>();
    private long opened;
    private long lastSent;
    private int onTheWay;
    private boolean timed;
    private boolean looking;
    private boolean closed;

    /** How many requests may be on their way at once, and how fast they go. */
    record Bounds(int concurrency, double perSecond) {}

    /** What its connector's lane says. Called under a lock: it must not come back here. */
    interface Lane {
        /** Whether a request may begin now; if not, what was put aside waits. */
        boolean maySend();

        /** Whether what was put aside goes back to the journal: it is closed or parked. */
        boolean isShut();
    }

    /** Where records go; called without a lock. */
    interface Ends<R> {
        /** Whether both can be in one request. */
        boolean fit(R one, R other);

        /** Whether it may be sent from here still. */
        boolean isOurs(R record);

        /** Must lead to {@link #ended} when it is over. */
        void send(List<R> records);

        /** As if they had never come. */
        void putBack(List<R> records);
    }

    Batching(Batch batch, Bounds bounds, Throttle.Shared shared, Lane lane, Ends<R> ends) {
        this.batch = batch;
        this.concurrency = bounds.concurrency();
        this.shared = shared;
        this.pacer = new Pacer(shared, bounds.perSecond());
        this.lane = lane;
        this.ends = ends;
    }

    /**
     * @param alone it goes by itself
     */
    void add(R record, boolean alone) {
        synchronized (this) {
            if (alone) {
                waiting.add(List.of(record));
            } else {
                collect(record);
            }
        }
        go();
    }

    private void collect(R record) {
        if (!open.isEmpty() && !ends.fit(open.get(0), record)) {
            closeOpen();
        }
        if (open.isEmpty()) {
            opened = shared.clock().millis();
            shared.timer().later(batch.within().toMillis(), this::go);
        }
        open.add(record);
        if (open.size() >= batch.size()) {
            closeOpen();
        }
    }

    private void closeOpen() {
        waiting.add(open);
        open = new ArrayList<>();
    }

    void ended() {
        synchronized (this) {
            onTheWay--;
        }
        go();
    }

    /** What is there goes back, and so does what comes. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        go();
    }

    /** Whether it is as it should be that nothing ended for a while. */
    synchronized boolean waits() {
        return !open.isEmpty()
                || (!waiting.isEmpty() && pacer.millisToNext() > 0)
                || shared.clock().millis() - lastSent < SENT_LATELY_MILLIS;
    }

    private void go() {
        putBack(allIfShut());
        for (List<R> next = next(); !next.isEmpty(); next = next()) {
            List<R> ours = next.stream().filter(ends::isOurs).toList();
            if (ours.size() < next.size()) {
                putBack(next.stream().filter(one -> !ours.contains(one)).toList());
            }
            if (ours.isEmpty()) {
                sentNothing();
            } else {
                ends.send(ours);
            }
        }
        lookLater();
    }

    private void putBack(List<R> records) {
        if (!records.isEmpty()) {
            ends.putBack(records);
        }
    }

    private synchronized List<R> allIfShut() {
        List<R> all = new ArrayList<>();
        if (!isEmpty() && (closed || lane.isShut())) {
            waiting.forEach(all::addAll);
            waiting.clear();
            all.addAll(open);
            open = new ArrayList<>();
        }
        return all;
    }

    private boolean isEmpty() {
        return open.isEmpty() && waiting.isEmpty();
    }

    private synchronized List<R> next() {
        boolean over = shared.clock().millis() - opened >= batch.within().toMillis();
        if (!open.isEmpty() && over) {
            closeOpen();
        }
        if (waiting.isEmpty()
                || onTheWay >= concurrency
                || closed
                || lane.isShut()
                || !lane.maySend()
                || !isTime()) {
            return List.of();
        }
        onTheWay++;
        pacer.took();
        lastSent = shared.clock().millis();
        return waiting.remove(0);
    }

    private synchronized void sentNothing() {
        onTheWay--;
    }

    private boolean isTime() {
        long millis = pacer.millisToNext();
        if (millis > 0 && !timed) {
            timed = true;
            shared.timer().later(millis, this::onTime);
        }
        return millis == 0;
    }

    private void onTime() {
        synchronized (this) {
            timed = false;
        }
        go();
    }

    private synchronized void lookLater() {
        if (!isEmpty() && !looking) {
            looking = true;
            shared.timer().later(LOOK_MILLIS, this::look);
        }
    }

    private void look() {
        List<R> others = new ArrayList<>();
        synchronized (this) {
            looking = false;
            waiting.replaceAll(records -> ours(records, others));
            waiting.removeIf(List::isEmpty);
            open = new ArrayList<>(ours(open, others));
        }
        putBack(others);
        go();
    }

    private List<R> ours(List<R> records, List<R> others) {
        List<R> ours = new ArrayList<>();
        records.forEach(one -> (ends.isOurs(one) ? ours : others).add(one));
        return ours;
    }
}
