package io.tidegate.route;

import io.tidegate.event.BackfillType;
import io.tidegate.event.TriggerPattern;
import io.tidegate.journal.Subscriptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which connectors listen to which event types; read for each event, changed when routes start and
 * stop.
 */
final class Listeners implements Subscriptions {
    /**
     * Event types come from outside: without a bound a sender could fill the memory with new ones.
     */
    private static final int MAX_CACHED = 4_096;

    private final Map<String, Listener> listeners = new TreeMap<>();
    private volatile Map<String, List<Subscription>> byType = new ConcurrentHashMap<>();

    record Listener(List<TriggerPattern> on, boolean ordered) {
        boolean takes(String eventType) {
            return on.stream().anyMatch(pattern -> pattern.matches(eventType));
        }
    }

    @Override
    public List<Subscription> of(String eventType) {
        Map<String, List<Subscription>> cache = byType;
        List<Subscription> known = cache.get(eventType);
        if (known == null) {
            known = find(eventType);
            if (cache.size() < MAX_CACHED) {
                cache.put(eventType, known);
            }
        }
        return known;
    }

    private synchronized List<Subscription> find(String eventType) {
        List<Subscription> found = new ArrayList<>();
        String only = BackfillType.connector(eventType);
        listeners.forEach(
                (connector, listener) -> {
                    if (only != null ? connector.equals(only) : listener.takes(eventType)) {
                        found.add(new Subscription(connector, listener.ordered()));
                    }
                });
        return List.copyOf(found);
    }

    synchronized void add(String connector, Listener listener) {
        listeners.put(connector, listener);
        byType = new ConcurrentHashMap<>();
    }

    synchronized void remove(String connector) {
        listeners.remove(connector);
        byType = new ConcurrentHashMap<>();
    }
}
