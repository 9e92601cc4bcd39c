package io.tidegate.route;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts the deliveries in a route, which is ended only when the last has left it. */
final class Occupancy {
    private static final int CLOSED = Integer.MIN_VALUE;

    private final AtomicInteger inside = new AtomicInteger();
    private volatile Runnable whenEmpty = () -> {};

    /** False once it is closed. */
    boolean enter() {
        while (true) {
            int now = inside.get();
            if (now < 0) {
                return false;
            }
            if (inside.compareAndSet(now, now + 1)) {
                return true;
            }
        }
    }

    void leave() {
        if (inside.decrementAndGet() == CLOSED) {
            whenEmpty.run();
        }
    }

    /** Once: lets nothing more in, and does this as soon as nothing is inside. */
    void close(Runnable then) {
        whenEmpty = then;
        if (inside.getAndAdd(CLOSED) == 0) {
            then.run();
        }
    }
}
