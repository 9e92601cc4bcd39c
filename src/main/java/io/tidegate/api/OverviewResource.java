package io.tidegate.api;

import io.tidegate.access.Role;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /api/overview}: how all of it goes. */
public final class OverviewResource implements Resource {
    private final Happened.Source happened;
    private final Standing standing;

    public OverviewResource(ApiSources sources, Standing standing, Clock clock) {
        var reader = new SqlReader(sources.database());
        this.happened = new Happened.Source(reader, sources.connectors(), standing, clock);
        this.standing = standing;
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.get("/api/overview", Role.VIEWER, call -> overview()));
    }

    Answer overview() {
        Happened now = happened.now();
        Standing.Seen health = standing.health();
        Held.Now holding = Held.Now.of(now.connectors().values());
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("now", Bodies.time((Long) now.now()));
        json.put("events", events(now.counted().events()));
        json.put("deliveries", deliveries(now, holding));
        json.put("failedQueries", Map.of("open", now.allOpen()));
        json.put("oldestUndelivered", oldest(now, holding));
        List<Map<String, @Nullable Object>> attention = Attention.of(now, health);
        json.put("attention", attention);
        json.put("health", health.why() != null ? "down" : degraded(health, attention));
        return Answer.ok(json);
    }

    private static String degraded(
            Standing.Seen health, List<Map<String, @Nullable Object>> attention) {
        boolean isWell =
                health.degraded().isEmpty()
                        && attention.stream().noneMatch(one -> "error".equals(one.get("level")));
        return isWell ? "ok" : "degraded";
    }

    private static Map<String, Object> events(Recent events) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("hour", events.hour().delivered());
        json.put("day", events.day().delivered());
        json.put("minutes", events.minutes().stream().map(Outcomes::delivered).toList());
        return json;
    }

    private static Map<String, Object> deliveries(Happened now, Held.Now holding) {
        Recent all = now.counted().all(now.now());
        List<Map<String, @Nullable Object>> minutes = new ArrayList<>();
        for (int i = 0; i < Recent.MINUTES; i++) {
            Map<String, @Nullable Object> minute = new LinkedHashMap<>();
            minute.put("at", Bodies.time(all.minuteBegins().get(i)));
            minute.putAll(all.minutes().get(i).ends());
            minutes.add(minute);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("hour", all.hour().ends());
        json.put("day", all.day().ends());
        json.put("minutes", minutes);
        json.put("unfinished", unfinished(now, holding));
        return json;
    }

    /** What is held is neither pending nor waiting here: it goes nowhere by itself. */
    private static Map<String, Object> unfinished(Happened now, Held.Now holding) {
        long pending = 0;
        long waiting = 0;
        long held = 0;
        for (Map.Entry<String, Unfinished> one : now.unfinished().entrySet()) {
            boolean isHeld = holding.of(one.getKey()) != null;
            held += isHeld ? one.getValue().all() : 0;
            pending += isHeld ? 0 : one.getValue().pending();
            waiting += isHeld ? 0 : one.getValue().waiting();
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("pending", pending);
        json.put("waiting", waiting);
        json.put("held", held);
        return json;
    }

    private static @Nullable Map<String, @Nullable Object> oldest(Happened now, Held.Now holding) {
        String connector = null;
        Unfinished oldest = Unfinished.NONE;
        for (Map.Entry<String, Unfinished> one : now.unfinished().entrySet()) {
            Unfinished its = one.getValue();
            if (its.oldest() != 0 && (connector == null || its.oldest() < oldest.oldest())) {
                connector = one.getKey();
                oldest = its;
            }
        }
        if (connector == null) {
            return null;
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("delivery", Long.toString(oldest.oldest()));
        json.put("connector", connector);
        json.put("createdAt", Bodies.time((Long) oldest.createdAt()));
        json.put("held", holding.of(connector));
        return json;
    }
}
