package io.tidegate.bench;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a server for its health and its metrics every two seconds, as monitoring does. */
final class Watch implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Pattern PENDING = Pattern.compile("\"pending\":(\\d+)");

    private final int port;
    private final Thread thread = new Thread(this::run, "watch");
    private volatile boolean closed;
    private volatile double slowest;
    private volatile int unhealthy;
    private volatile long pending;

    Watch(int port) {
        this.port = port;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!closed) {
            try {
                long began = System.nanoTime();
                HttpResponse<String> health = Http.get(port, Work.HEALTH);
                slowest = Math.max(slowest, (System.nanoTime() - began) / 1e6);
                unhealthy += health.statusCode() == 200 ? 0 : 1;
                Matcher found = PENDING.matcher(health.body());
                pending = found.find() ? Long.parseLong(found.group(1)) : -1;
                Http.get(port, "/observe/metrics");
                Thread.sleep(EVERY.toMillis());
            } catch (IOException e) {
                unhealthy++;
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Ms of the answer that took longest. */
    double slowest() {
        return slowest;
    }

    /** How often health was not 200, or there was no answer. */
    int unhealthy() {
        return unhealthy;
    }

    /** Deliveries that the last answer counted as pending. */
    long pending() {
        return pending;
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.interrupt();
        thread.join();
    }
}
