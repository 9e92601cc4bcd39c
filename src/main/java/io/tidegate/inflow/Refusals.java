package io.tidegate.inflow;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts posts that were refused, in memory: a flood must not become a flood of writes. Its keys
 * are connectors that there are, and two names more.
 */
public final class Refusals {
    /** Stands for every id that no connector has; no connector can be called so. */
    static final String UNKNOWN = "(unknown)";

    /** Stands for the endpoint of LoginRadius' webhooks. */
    static final String WEBHOOKS = "(webhooks/loginradius)";

    private final Meter meter;
    private final Clock clock;
    private Map<Key, Count> counts = new HashMap<>();

    /** Who counts in the open. */
    @FunctionalInterface
    public interface Meter {
        void refused(String connector, String reason);
    }

    record Key(String connector, Reason reason) {}

    /**
     * @param lastAt ms since 1970
     */
    record Count(long posts, long lastAt) {
        Count plus(Count other) {
            return new Count(posts + other.posts, Math.max(lastAt, other.lastAt));
        }
    }

    public Refusals(Meter meter, Clock clock) {
        this.meter = meter;
        this.clock = clock;
    }

    void count(String connector, Reason reason) {
        add(new Key(connector, reason), new Count(1, clock.millis()));
        meter.refused(connector, reason.word());
    }

    private synchronized void add(Key key, Count count) {
        counts.merge(key, count, Count::plus);
    }

    /** What was counted since the last time. */
    synchronized Map<Key, Count> take() {
        Map<Key, Count> taken = counts;
        counts = new HashMap<>();
        return taken;
    }

    /** It could not be written. */
    void giveBack(Map<Key, Count> taken) {
        taken.forEach(this::add);
    }
}
