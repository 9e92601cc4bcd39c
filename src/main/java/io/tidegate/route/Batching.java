package io.tidegate.route;

import io.tidegate.connector.Batch;
import io.tidegate.delivery.Pacer;
import io.tidegate.delivery.Throttle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/**
 * Collects until there are enough, the first has waited for long enough, or one comes that does not
 * fit; then gives them away together, no more of them at once than may be on their way.
 *
 * @param <R> what is collected
 */
final class Batching<R> {
    private final Batch batch;
    private final int concurrency;
    private final Throttle.Shared shared;
    private final Pacer pacer;
    private final BiPredicate<R, R> fit;
    private final Consumer<List<R>> full;
    private final List<List<R>> waiting = new ArrayList<>();
    private List<R> open = new ArrayList<>();
    private long opened;
    private int onTheWay;
    private boolean timed;

    /** How many requests may be on their way at once, and how fast they go. */
    record Bounds(int concurrency, double perSecond) {}

    /**
     * @param full gets each batch; must call {@link #ended} when it is over
     */
    Batching(
            Batch batch,
            Bounds bounds,
            Throttle.Shared shared,
            BiPredicate<R, R> fit,
            Consumer<List<R>> full) {
        this.batch = batch;
        this.concurrency = bounds.concurrency();
        this.shared = shared;
        this.pacer = new Pacer(shared, bounds.perSecond());
        this.fit = fit;
        this.full = full;
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
        if (!open.isEmpty() && !fit.test(open.get(0), record)) {
            close();
        }
        if (open.isEmpty()) {
            opened = shared.clock().millis();
            shared.timer().later(batch.within().toMillis(), this::go);
        }
        open.add(record);
        if (open.size() >= batch.size()) {
            close();
        }
    }

    private void close() {
        waiting.add(open);
        open = new ArrayList<>();
    }

    void ended() {
        synchronized (this) {
            onTheWay--;
        }
        go();
    }

    /** What is there goes now. */
    void flush() {
        synchronized (this) {
            if (!open.isEmpty()) {
                close();
            }
        }
        go();
    }

    private void go() {
        for (List<R> next = next(); !next.isEmpty(); next = next()) {
            full.accept(next);
        }
    }

    private synchronized List<R> next() {
        boolean over = shared.clock().millis() - opened >= batch.within().toMillis();
        if (!open.isEmpty() && over) {
            close();
        }
        if (waiting.isEmpty() || onTheWay >= concurrency || !isTime()) {
            return List.of();
        }
        onTheWay++;
        pacer.took();
        return waiting.remove(0);
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
}
