package io.tidegate.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The last requests, and how often each key was seen; both bounded. */
final class Receipts {
    static final int MAX = 100;

    private static final int MAX_KEYS = 10_000;

    private final Deque<Receipt> last = new ArrayDeque<>();
    private final Map<String, Integer> keys =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
                    return size() > MAX_KEYS;
                }
            };

    /** How many requests of this key came before; 0 without a key. */
    synchronized int seen(@Nullable String key) {
        return key == null ? 0 : keys.merge(key, 1, Integer::sum) - 1;
    }

    synchronized void add(Receipt receipt) {
        last.addFirst(receipt);
        if (last.size() > MAX) {
            last.removeLast();
        }
    }

    /** Newest first. */
    synchronized List<Receipt> last() {
        return List.copyOf(last);
    }
}
