package io.tidegate;

import io.tidegate.connector.ActionTarget;
import io.tidegate.connector.Connector;
import io.tidegate.connector.Entry;
import io.tidegate.connector.TimeSpan;
import io.tidegate.event.Path;
import io.tidegate.identity.MatchField;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How posts come in and what is done with them, as operators see it; no secret, no reference. */
final class InflowView {
    private InflowView() {}

    /** Null if it is an outflow. */
    static @Nullable Map<String, Object> of(Connector connector) {
        Entry entry = connector.entry();
        if (entry == null || !(connector.to() instanceof ActionTarget action)) {
            return null;
        }
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("endpoint", "/inflow/" + connector.id());
        view.put("verify", entry.verification().word());
        put(view, "idFrom", entry.idFrom());
        view.put("subject", entry.subjects().stream().map(Path::expression).toList());
        put(view, "schema", entry.schema() == null ? null : entry.schema().file());
        put(view, "items", entry.items());
        put(view, "dedupe", entry.dedupe() == null ? null : TimeSpan.text(entry.dedupe()));
        view.put("action", action.action().word());
        view.put("match", action.match().stream().map(MatchField::word).toList());
        put(view, "object", action.object());
        view.put("conflict", action.conflict().word());
        view.put("echo", action.echo().word());
        return view;
    }

    private static void put(Map<String, Object> view, String key, @Nullable Object value) {
        if (value != null) {
            view.put(key, value.toString());
        }
    }
}
