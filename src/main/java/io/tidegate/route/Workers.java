package io.tidegate.route;

import io.tidegate.delivery.EventLoops;
import io.tidegate.delivery.Flight;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads that run routes. Where rules, mapping and request are known to be short, that is the
 * event loop that sends the request; where they never block but may take some milliseconds, as many
 * threads as there are cores; scripts, expressions and Camel steps may block and get threads beside
 * them.
 */
final class Workers implements AutoCloseable {
    static final int CORES = Runtime.getRuntime().availableProcessors();

    private static final int LOOP_WEIGHT = 256 * 1024;

    final EventLoops loops;
    final ExecutorService quick = Executors.newFixedThreadPool(CORES, named("route-"));
    final ExecutorService blocking = Executors.newCachedThreadPool(named("hook-"));

    Workers(EventLoops loops) {
        this.loops = loops;
    }

    Executor of(Running connector) {
        return switch (connector.pace()) {
            case SHORT -> loops;
            case QUICK -> quick;
            case BLOCKING -> blocking;
        };
    }

    /**
     * Where a delivery has to go on; null if it may stay on this thread. An event loop serves
     * intake too, which a large event would keep waiting, and a lane may still run on one when its
     * connector has changed.
     */
    @Nullable Executor elsewhere(Running connector, Flight flight) {
        if (!loops.isHere()) {
            return null;
        }
        if (connector.pace() != Running.Pace.SHORT) {
            return of(connector);
        }
        return flight.event().weight() > LOOP_WEIGHT ? quick : null;
    }

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
