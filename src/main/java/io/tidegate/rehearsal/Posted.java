package io.tidegate.rehearsal;

import io.tidegate.connector.Connector;
import io.tidegate.connector.Entry;
import io.tidegate.event.Json;
import io.tidegate.event.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an inflow's endpoint makes of a post, as far as rules and mapping see it. */
final class Posted {
    /** An object with one of them is an event, and no post. */
    private static final Set<String> EVENTS_OWN = Set.of("type", "specversion");

    private final Connector connector;
    private final Entry entry;

    private Posted(Connector connector, Entry entry) {
        this.connector = connector;
        this.entry = entry;
    }

    /**
     * The event with what its connector's endpoint would have said; it is as it was given if it is
     * an outflow's.
     */
    static Map<String, @Nullable Object> completed(
            Connector connector, Map<String, @Nullable Object> event) {
        Entry entry = connector.entry();
        return entry == null ? event : new Posted(connector, entry).complete(event);
    }

    /**
     * The events that this JSON is: what is no event is taken for what was posted, one for each of
     * its items.
     */
    static List<?> events(Connector connector, @Nullable Object json) {
        boolean event =
                json instanceof Map<?, ?> map
                        && map.keySet().stream().anyMatch(EVENTS_OWN::contains);
        boolean events =
                json instanceof List<?> list
                        && list.stream()
                                .allMatch(
                                        one -> one instanceof Map<?, ?> m && m.containsKey("type"));
        Entry entry = connector.entry();
        if (entry == null || event || events) {
            return json instanceof List<?> list ? list : List.of(json == null ? "" : json);
        }
        return items(entry, json).stream().map(Posted::event).toList();
    }

    private static List<? extends @Nullable Object> items(Entry entry, @Nullable Object post) {
        Path items = entry.items();
        if (items == null) {
            return Collections.singletonList(post);
        }
        List<? extends @Nullable Object> found = items.select(event(post));
        return items.definite() && found.size() == 1 && found.get(0) instanceof List<?> list
                ? list
                : found;
    }

    private static Map<String, @Nullable Object> event(@Nullable Object data) {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("data", data);
        return event;
    }

    private Map<String, @Nullable Object> complete(Map<String, @Nullable Object> event) {
        Map<String, @Nullable Object> completed = new LinkedHashMap<>();
        completed.put("type", Connector.INFLOW_TYPE + connector.id());
        completed.put("source", "/inflow/" + connector.id());
        put(completed, "id", entry.idFrom() == null ? List.of() : List.of(entry.idFrom()), event);
        put(completed, "subject", entry.subjects(), event);
        completed.putAll(event);
        return completed;
    }

    private static void put(
            Map<String, @Nullable Object> completed,
            String key,
            List<Path> paths,
            Map<String, @Nullable Object> event) {
        for (Path path : paths) {
            Object found = path.first(event, null);
            if (found instanceof String || found instanceof Number) {
                String text = found instanceof String is ? is.strip() : Json.text(found);
                if (!text.isEmpty()) {
                    completed.put(key, text);
                    return;
                }
            }
        }
    }
}
