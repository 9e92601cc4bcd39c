package io.tidegate.sync;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A third party with one contact, which posts what its people change, in their order. */
final class SimulatedSystem {
    final String name;
    final boolean tellsTime;
    private final boolean reportsOurs;
    private final boolean postsAll;
    private final long clockIsAhead;
    private final Happenings happenings;
    private final Consumer<Post> posts;
    private final Map<String, Object> fields = new LinkedHashMap<>();
    private int made;
    private long lastArrival;

    record Post(String id, String system, Map<String, Object> fields, long changedAt) {}

    SimulatedSystem(String name, Happenings happenings, Consumer<Post> posts, boolean tellsTime) {
        this.name = name;
        this.happenings = happenings;
        this.posts = posts;
        this.tellsTime = tellsTime;
        this.reportsOurs = happenings.random.nextBoolean();
        this.postsAll = happenings.random.nextBoolean();
        this.clockIsAhead = happenings.random.nextInt(16_000) - 8_000;
    }

    Map<String, Object> fields() {
        return Map.copyOf(fields);
    }

    void edit(String field, Object value) {
        if (!value.equals(fields.put(field, value))) {
            post(Map.of(field, value));
        }
    }

    /** What our connector sends. */
    void take(Map<String, Object> sent) {
        Map<String, Object> changed = new LinkedHashMap<>(sent);
        changed.entrySet().removeIf(e -> e.getValue().equals(fields.get(e.getKey())));
        fields.putAll(sent);
        if (reportsOurs && (!changed.isEmpty() || happenings.oneIn(4))) {
            post(changed);
        }
    }

    private void post(Map<String, Object> changed) {
        Map<String, Object> told = postsAll ? fields() : Map.copyOf(changed);
        if (told.isEmpty()) {
            return;
        }
        Post post = new Post(name + "-" + ++made, name, told, happenings.now() + clockIsAhead);
        long arrival =
                Math.max(
                        lastArrival,
                        happenings.now() + happenings.delay(tellsTime ? 300_000 : 120_000));
        lastArrival = arrival;
        happenings.in(arrival - happenings.now(), () -> posts.accept(post));
        if (happenings.oneIn(5)) {
            happenings.in(
                    arrival - happenings.now() + happenings.delay(60_000),
                    () -> posts.accept(post));
        }
    }
}
