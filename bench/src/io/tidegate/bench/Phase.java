package io.tidegate.bench;

import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends events at a pace over a fixed number of connections and times the answers. Connections are
 * spread over the ports evenly, as a balancer would.
 */
final class Phase implements AutoCloseable {
    /**
     * An open loop looks at its sockets this often: selecting with a time-out is only exact to a
     * millisecond.
     */
    private static final long GLANCE = 50_000;

    private static final long LAST_ANSWERS = TimeUnit.SECONDS.toNanos(30);

    private final List<Integer> ports;
    private final Work work;
    private final int connections;
    private final Selector selector = Selector.open();
    private final ArrayDeque<Connection> idle = new ArrayDeque<>();
    private final Histogram micros = new Histogram(TimeUnit.MINUTES.toMicros(2), 3);
    private long number;
    private int busy;
    private long accepted;
    private long refused;
    private long failed;

    Phase(List<Integer> ports, Work work, int connections, long number) throws IOException {
        this.ports = ports;
        this.work = work;
        this.connections = connections;
        this.number = number;
    }

    void run(Pace pace) throws IOException {
        for (int i = 0; i < connections; i++) {
            idle.add(connect(ports.get(i % ports.size())));
        }
        long lastCall = Long.MAX_VALUE;
        for (long now = System.nanoTime(); now < lastCall; now = System.nanoTime()) {
            send(pace, now);
            if (pace.ended(now)) {
                if (busy == 0) {
                    return;
                }
                lastCall = Math.min(lastCall, now + LAST_ANSWERS);
            }
            listen(pace, now);
        }
        failed += busy;
    }

    long nextNumber() {
        return number;
    }

    String figures() {
        return "accepted="
                + accepted
                + " refused="
                + refused
                + " failed="
                + failed
                + " p50="
                + micros.getValueAtPercentile(50)
                + " p99="
                + micros.getValueAtPercentile(99)
                + " max="
                + micros.getMaxValue();
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            ((Connection) key.attachment()).close();
        }
        selector.close();
    }

    private Connection connect(int port) throws IOException {
        return new Connection(selector, port, work.size());
    }

    private void send(Pace pace, long now) throws IOException {
        while (!idle.isEmpty()) {
            long intended = pace.take(now);
            if (intended == Long.MAX_VALUE) {
                return;
            }
            Connection connection = idle.poll();
            busy++;
            try {
                connection.send(work, number++, intended);
            } catch (IOException e) {
                replace(connection);
            }
        }
    }

    private void listen(Pace pace, long now) throws IOException {
        if (pace instanceof Pace.Closed) {
            selector.select(key -> answered(key, pace), Math.max(1, pace.quiet(now) / 1_000_000));
        } else if (selector.selectNow(key -> answered(key, pace)) == 0) {
            LockSupport.parkNanos(Math.min(GLANCE, pace.quiet(now)));
        }
    }

    private void answered(SelectionKey key, Pace pace) {
        Connection connection = (Connection) key.attachment();
        try {
            int status = connection.ready();
            if (status != 0) {
                record(status, connection.intended(), pace);
                busy--;
                idle.add(connection);
            }
        } catch (IOException e) {
            replaceOrStop(connection);
        }
    }

    private void record(int status, long intended, Pace pace) {
        long now = System.nanoTime();
        if (status / 100 == 2) {
            accepted++;
            micros.recordValue(
                    Math.min((now - intended) / 1_000, micros.getHighestTrackableValue()));
        } else if (status == 429 || status == 503) {
            refused++;
            pace.refused(now);
        } else {
            failed++;
        }
    }

    private void replaceOrStop(Connection broken) {
        try {
            replace(broken);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the contender on port " + broken.port() + " takes no connections any more", e);
        }
    }

    private void replace(Connection broken) throws IOException {
        broken.close();
        busy--;
        failed++;
        idle.add(connect(broken.port()));
    }
}
