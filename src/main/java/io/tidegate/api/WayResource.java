package io.tidegate.api;

import io.tidegate.access.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /api/connectors/{id}/way}: through which steps its events go. */
public final class WayResource implements Resource {
    private final Ways ways;

    public WayResource(Ways ways) {
        this.ways = ways;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get("/api/connectors/{id}/way", Role.VIEWER, this::way)
                        .withoutPayloads());
    }

    Answer way(Call call) {
        String id = call.path().get(0);
        Ways.Way way =
                ways.of(id).orElseThrow(() -> new Refusal(404, "there is no connector " + id));
        List<Map<String, @Nullable Object>> stages = new ArrayList<>();
        for (Ways.Step step : way.stages()) {
            Map<String, @Nullable Object> stage = new LinkedHashMap<>();
            stage.put("stage", step.stage());
            stage.put("step", step.step());
            stage.put("text", step.text());
            stage.put("detail", step.detail());
            stages.add(stage);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("kind", way.kind());
        json.put("stages", stages);
        return Answer.ok(json);
    }
}
