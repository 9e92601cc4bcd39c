package io.tidegate.connector;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Which connectors an event type starts: an immutable snapshot, made anew when connectors change.
 */
public final class Subscriptions {
    /** Event types come from outside: without a bound, a sender could fill the memory. */
    static final int MAX_CACHED_TYPES = 4_096;

    static final int MAX_CACHED_LENGTH = 256;

    private final List<Connector> connectors;
    private final ConcurrentMap<String, List<Connector>> byType = new ConcurrentHashMap<>();

    public Subscriptions(Collection<Connector> connectors) {
        this.connectors = List.copyOf(connectors);
    }

    /** In the order of the connectors given; empty if nobody listens. */
    public List<Connector> to(String type) {
        List<Connector> known = byType.get(type);
        return known != null ? known : find(type);
    }

    private List<Connector> find(String type) {
        List<Connector> found =
                connectors.stream().filter(connector -> connector.listensTo(type)).toList();
        if (type.length() <= MAX_CACHED_LENGTH) {
            if (byType.size() >= MAX_CACHED_TYPES) {
                byType.clear();
            }
            byType.put(type, found);
        }
        return found;
    }

    int cachedTypes() {
        return byType.size();
    }
}
