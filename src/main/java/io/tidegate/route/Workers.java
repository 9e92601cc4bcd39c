package io.tidegate.route;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that run routes. Rules, mapping and requests never block and share as many threads as
 * there are cores; scripts and Camel steps may, so each connector that has any gets threads beside
 * them.
 */
final class Workers implements AutoCloseable {
    static final int CORES = Runtime.getRuntime().availableProcessors();

    final ExecutorService quick = Executors.newFixedThreadPool(CORES, named("route-"));
    final ExecutorService blocking = Executors.newCachedThreadPool(named("hook-"));

    private static ThreadFactory named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void close() {
        quick.shutdownNow();
        blocking.shutdownNow();
        try {
            quick.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
