package io.tidegate.journal;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A daemon thread that takes one small step after another, and pauses after each as long as the
 * step says.
 */
final class Steps implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Steps.class);
    private static final long PAUSE_AFTER_FAILURE = 10_000;

    private final String name;
    private final Step step;
    private final Thread thread;
    private boolean closed;

    @FunctionalInterface
    interface Step {
        /** Returns for how many ms to pause. */
        long take() throws Exception;
    }

    Steps(String name, Step step) {
        this.name = name;
        this.step = step;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        boolean failed = false;
        while (!pause(0)) {
            long pause;
            try {
                pause = step.take();
                failed = false;
            } catch (Exception e) {
                if (!failed) {
                    LOG.warn(
                            "{} failed: {}; tried again every {} ms",
                            name,
                            e.getMessage(),
                            PAUSE_AFTER_FAILURE);
                }
                failed = true;
                pause = PAUSE_AFTER_FAILURE;
            }
            pause(pause);
        }
    }

    /** True once closed, which ends any pause. */
    private synchronized boolean pause(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = millis;
                left > 0 && !closed;
                left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
            try {
                wait(left);
            } catch (InterruptedException e) {
                closed = true;
            }
        }
        return closed;
    }

    /** Returns when the step that was under way has ended. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join(PAUSE_AFTER_FAILURE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
