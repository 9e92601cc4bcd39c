package io.tidegate.sync;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The newest writes, in memory, by what their accounts are found by. */
final class Writes {
    /** A webhook that comes later than this after the write is nobody's. */
    static final long KEPT_MILLIS = 3_600_000;

    static final int MOST = 20_000;

    /** Of one account. */
    private static final int MOST_OF_ONE = 64;

    private final Deque<Write> oldestFirst = new ArrayDeque<>();
    private final Map<Long, Write> byId = new HashMap<>();
    private final Map<Long, NavigableSet<Long>> byKey = new HashMap<>();
    private final Map<Long, NavigableSet<Long>> byDelivery = new HashMap<>();

    synchronized void add(Write write, long now) {
        oldestFirst.addLast(write);
        put(write);
        while (!oldestFirst.isEmpty()
                && (oldestFirst.size() > MOST
                        || oldestFirst.getFirst().begunAt() < now - KEPT_MILLIS)) {
            forget(oldestFirst.removeFirst().id());
        }
    }

    private void put(Write write) {
        byId.put(write.id(), write);
        index(write).forEach(key -> add(byKey, key, write.id()));
        add(byDelivery, write.of().delivery(), write.id());
    }

    /** Adds what the provider said; one that is forgotten stays so. */
    synchronized void answered(Write write) {
        if (byId.containsKey(write.id())) {
            put(write);
        }
    }

    private void forget(long id) {
        Write write = byId.remove(id);
        if (write != null) {
            index(write).forEach(key -> remove(byKey, key, id));
            remove(byDelivery, write.of().delivery(), id);
        }
    }

    private static Set<Long> index(Write write) {
        Write.Answer answer = write.answer();
        if (answer == null || answer.uid() == null) {
            return write.about().keys();
        }
        Set<Long> keys = new LinkedHashSet<>(write.about().keys());
        keys.add(Snapshot.key("uid", answer.uid()));
        return keys;
    }

    private static void add(Map<Long, NavigableSet<Long>> index, long key, long id) {
        NavigableSet<Long> ids = index.computeIfAbsent(key, k -> new TreeSet<>());
        ids.add(id);
        if (ids.size() > MOST_OF_ONE) {
            ids.pollFirst();
        }
    }

    private static void remove(Map<Long, NavigableSet<Long>> index, long key, long id) {
        NavigableSet<Long> ids = index.get(key);
        if (ids != null && ids.remove(id) && ids.isEmpty()) {
            index.remove(key);
        }
    }

    /** Newest first: those to an account that is found by one of the keys. */
    synchronized List<Write> to(Set<Long> keys) {
        TreeSet<Long> ids = new TreeSet<>();
        for (Long key : keys) {
            NavigableSet<Long> found = byKey.get(key);
            ids.addAll(found == null ? Set.of() : found);
        }
        return newestFirst(ids);
    }

    /** Newest first. */
    synchronized List<Write> ofDelivery(long delivery) {
        NavigableSet<Long> ids = byDelivery.get(delivery);
        return ids == null ? List.of() : newestFirst(ids);
    }

    private List<Write> newestFirst(NavigableSet<Long> ids) {
        return ids.descendingSet().stream().map(byId::get).toList();
    }

    /**
     * The newest write whose answer the account's last change is; null: the change is another's.
     */
    @Nullable Write lastChange(Snapshot account) {
        for (Write write : to(account.keys())) {
            Write.Answer answer = write.answer();
            if (answer != null
                    && answer.changed() != null
                    && answer.changed().equals(account.changed())) {
                return write;
            }
        }
        return null;
    }
}
