package io.tidegate.hook;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The end of one call's time. The engine asks {@link #passed} as it runs; a built-in that never
 * asks is ended by an interrupt of the thread, a little later, and the interrupt never outlives the
 * call.
 */
final class Deadline implements AutoCloseable {
    /** How long an engine that asks has for saying at which line it was. */
    private static final long GRACE_MILLIS = 250;

    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private final Thread thread = Thread.currentThread();
    private final long end;
    private final Future<?> stop;
    private boolean closed;
    private boolean interrupted;

    Deadline(long nanos) {
        end = System.nanoTime() + nanos;
        stop =
                CLOCK.schedule(
                        this::stop,
                        nanos + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS),
                        TimeUnit.NANOSECONDS);
    }

    boolean passed() {
        return System.nanoTime() - end >= 0;
    }

    private synchronized void stop() {
        if (!closed) {
            interrupted = true;
            thread.interrupt();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        stop.cancel(false);
        if (interrupted) {
            Thread.interrupted();
        }
    }

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock =
                new ScheduledThreadPoolExecutor(
                        1,
                        work -> {
                            Thread thread = new Thread(work, "tidegate-hook-clock");
                            thread.setDaemon(true);
                            return thread;
                        });
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }
}
