package io.tidegate.journal;

import java.util.ArrayList;
import java.util.List;

/** Threads of jobs that write to the journal for long: they end together, before it is closed. */
public final class JobThreads {
    private static final long PATIENCE_MILLIS = 2_000;

    private final List<Thread> threads = new ArrayList<>();

    /**
     * @param after is done however the job ends
     */
    public synchronized void begin(String name, Runnable job, Runnable after) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                job.run();
                            } finally {
                                after.run();
                            }
                        },
                        name);
        thread.setDaemon(true);
        threads.removeIf(old -> !old.isAlive());
        threads.add(thread);
        thread.start();
    }

    /** Waits for all that were told to end, {@value #PATIENCE_MILLIS} ms at the most. */
    public void join() {
        List<Thread> last;
        synchronized (this) {
            last = List.copyOf(threads);
        }
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        try {
            for (Thread thread : last) {
                long left = (end - System.nanoTime()) / 1_000_000;
                thread.join(Math.max(1, left)); // 0 would be for ever
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
