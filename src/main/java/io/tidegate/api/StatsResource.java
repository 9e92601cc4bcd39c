package io.tidegate.api;

import io.tidegate.access.Role;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /api/stats/connectors} and {@code /api/connectors/{id}/stats}. */
public final class StatsResource implements Resource {
    private final Happened.Source happened;
    private final SqlReader reader;
    private final Ways ways;

    public StatsResource(ApiSources sources, Standing standing, Ways ways, Clock clock) {
        this.reader = new SqlReader(sources.database());
        this.happened = new Happened.Source(reader, sources.connectors(), standing, clock);
        this.ways = ways;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get("/api/stats/connectors", Role.VIEWER, call -> all()),
                Operation.get("/api/connectors/{id}/stats", Role.VIEWER, this::one));
    }

    Answer all() {
        Happened now = happened.now();
        return Answer.list(now.ids().stream().map(id -> json(now, id)).toList(), null);
    }

    Answer one(Call call) {
        String id = call.path().get(0);
        Happened now = happened.now();
        if (!now.ids().contains(id)) {
            throw new Refusal(404, "there is no connector " + id);
        }
        SqlStops stops = reader.read(connection -> SqlStops.of(id, now.now(), connection));
        Map<String, @Nullable Object> json = json(now, id);
        json.put("steps", StepCounts.of(ways.steps(id), stops));
        return Answer.ok(json);
    }

    private static Map<String, @Nullable Object> json(Happened now, String id) {
        Recent recent = now.recent(id);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put(
                "lastDeliveryAt",
                recent.lastAt() == 0 ? null : Bodies.time((Long) recent.lastAt()));
        json.put("successRate", recent.day().successRate());
        json.put("hour", recent.hour().all());
        json.put("day", recent.day().all());
        json.put("minutes", recent.minutes().stream().map(Outcomes::ends).toList());
        json.put("hours", recent.hours().stream().map(Outcomes::ends).toList());
        json.put("openFailedQueries", now.open(id));
        json.put("unfinished", now.unfinished(id).all());
        return json;
    }
}
