package io.tidegate.api;

import io.tidegate.access.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /api/connectors} and {@code /api/triggers}: as many as there are, on one page. */
final class ConnectorResource implements Resource {
    private final ApiSources sources;
    private final SqlReader reader;

    ConnectorResource(ApiSources sources) {
        this.sources = sources;
        this.reader = new SqlReader(sources.database());
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get("/api/connectors", Role.VIEWER, call -> list()).withoutPayloads(),
                Operation.get("/api/connectors/{id}", Role.VIEWER, this::get).withoutPayloads(),
                Operation.post("/api/connectors/{id}/activate", Role.OPERATOR, this::activate)
                        .recorded("connector.activate", "active", "discarding"),
                Operation.post("/api/connectors/{id}/deactivate", Role.OPERATOR, this::deactivate)
                        .recorded("connector.deactivate", "active", "discarding"),
                Operation.get("/api/triggers", Role.VIEWER, call -> triggers()).withoutPayloads());
    }

    Answer list() {
        List<Map<String, @Nullable Object>> items = new ArrayList<>();
        List<ConnectorView> all = all();
        Map<String, List<Object>> refused = reader.read(SqlRefusedPosts::all);
        for (ConnectorView connector : all) {
            items.add(json(connector, refused));
        }
        return Answer.list(items, null);
    }

    private List<ConnectorView> all() {
        if (sources.connectors() == ConnectorDirectory.UNKNOWN) {
            throw new Refusal(
                    503,
                    "no server runs, and only a running one knows its connectors: start it by tidegate run");
        }
        return sources.connectors().connectors();
    }

    private static Map<String, @Nullable Object> json(
            ConnectorView connector, Map<String, List<Object>> refused) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", connector.label().id());
        json.put("title", connector.label().title());
        json.put("system", connector.label().system());
        json.put("kind", connector.label().kind());
        json.put("state", connector.condition().state().word());
        json.put("source", connector.condition().source());
        json.put("on", connector.way().on());
        json.put("to", connector.way().to());
        json.put("inflow", connector.way().inflow());
        json.put("retry", connector.retry());
        json.put("pace", connector.pace());
        Map<String, Object> window = new LinkedHashMap<>();
        window.put("inFlight", connector.window().inFlight());
        window.put("ready", connector.window().ready());
        window.put("waiting", connector.window().waiting());
        json.put("window", window);
        json.put("error", connector.condition().error());
        json.put("refused", refused.getOrDefault(connector.label().id(), List.of()));
        json.putAll(json(connector.condition().switched()));
        return json;
    }

    private static Map<String, @Nullable Object> json(ConnectorSwitch.@Nullable Switched last) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("active", last == null || last.active());
        json.put("discarding", last != null && last.discarding());
        json.put("changedAt", last == null ? null : Bodies.time((Long) last.at()));
        json.put("changedBy", last == null ? null : last.by());
        return json;
    }

    Answer get(Call call) {
        return all().stream()
                .filter(one -> one.label().id().equals(call.path().get(0)))
                .findFirst()
                .map(one -> Answer.ok(json(one, reader.read(SqlRefusedPosts::all))))
                .orElseThrow(() -> nobody(call));
    }

    Answer activate(Call call) {
        if (!call.object().isEmpty()) {
            throw Refusal.of(400, "", "the body of an activation must be empty or {}");
        }
        return switched(known(call), sources.connectorSwitch().activate(known(call), call.by()));
    }

    Answer deactivate(Call call) {
        Map<?, ?> body = call.object();
        for (Object key : body.keySet()) {
            if (!key.equals("discard")) {
                throw Refusal.of(
                        400, "/" + key, "\"" + key + "\" is no key here, allowed: discard");
            }
        }
        Object discard = body.containsKey("discard") ? body.get("discard") : Boolean.FALSE;
        if (!(discard instanceof Boolean is)) {
            throw Refusal.of(400, "/discard", "discard must be true or false, not " + discard);
        }
        return switched(
                known(call), sources.connectorSwitch().deactivate(known(call), is, call.by()));
    }

    private String known(Call call) {
        String id = call.path().get(0);
        if (!sources.connectorSwitch().knows(id)) {
            throw nobody(call);
        }
        return id;
    }

    private static Refusal nobody(Call call) {
        return new Refusal(404, "there is no connector " + call.path().get(0));
    }

    private static Answer switched(String id, ConnectorSwitch.Switched last) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.putAll(json(last));
        return Answer.ok(json);
    }

    Answer triggers() {
        List<Map<String, Object>> items = new ArrayList<>();
        for (TriggerView trigger : sources.triggers().get()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("name", trigger.name());
            json.put("title", trigger.title());
            json.put("description", trigger.description());
            json.put("loginRadius", trigger.loginRadius());
            items.add(json);
        }
        return Answer.list(items, null);
    }
}
