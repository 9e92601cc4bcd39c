package io.tidegate.sandbox;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What is broken at the moment: all third parties, or some by their hosts. */
final class Breakages {
    static final String ALL = "*";

    private static final int MAX_HOSTS = 1_000;

    private final Map<String, Breakage> byHost = new TreeMap<>();

    synchronized void put(String host, Breakage breakage) {
        if (byHost.size() < MAX_HOSTS || byHost.containsKey(host)) {
            byHost.put(host.toLowerCase(Locale.ROOT), breakage);
        }
    }

    /** All of them if {@code host} is {@link #ALL}. */
    synchronized void mend(String host) {
        if (host.equals(ALL)) {
            byHost.clear();
        } else {
            byHost.remove(host.toLowerCase(Locale.ROOT));
        }
    }

    synchronized Breakage of(String host) {
        Breakage own = byHost.get(host.toLowerCase(Locale.ROOT));
        return own != null ? own : byHost.getOrDefault(ALL, Breakage.NONE);
    }

    synchronized Map<String, Breakage> all() {
        return new TreeMap<>(byHost);
    }
}
