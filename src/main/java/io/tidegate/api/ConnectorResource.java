package io.tidegate.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /api/connectors} and {@code /api/triggers}: as many as there are, on one page. */
final class ConnectorResource {
    private final ApiSources sources;

    ConnectorResource(ApiSources sources) {
        this.sources = sources;
    }

    Answer list() {
        if (sources.connectors() == ConnectorDirectory.UNKNOWN) {
            throw new Refusal(
                    503,
                    "no server runs, and only a running one knows its connectors: start it by tidegate run");
        }
        List<Map<String, @Nullable Object>> items = new ArrayList<>();
        for (ConnectorView connector : sources.connectors().connectors()) {
            items.add(json(connector));
        }
        return Answer.list(items, null);
    }

    private static Map<String, @Nullable Object> json(ConnectorView connector) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", connector.label().id());
        json.put("title", connector.label().title());
        json.put("system", connector.label().system());
        json.put("kind", connector.label().kind());
        json.put("state", connector.condition().state().word());
        json.put("source", connector.condition().source());
        json.put("on", connector.on());
        json.put("to", connector.to());
        json.put("retry", connector.retry());
        Map<String, Object> window = new LinkedHashMap<>();
        window.put("inFlight", connector.window().inFlight());
        window.put("ready", connector.window().ready());
        window.put("waiting", connector.window().waiting());
        json.put("window", window);
        json.put("error", connector.condition().error());
        return json;
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
