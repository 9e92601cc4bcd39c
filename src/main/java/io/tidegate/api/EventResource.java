package io.tidegate.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /api/events}. */
final class EventResource {
    private static final int MAX_SOURCES_NAMED = 20;

    private final SqlReader reader;
    private final Held held;
    private final Wire wire;

    EventResource(ApiSources sources, Held held) {
        this.reader = new SqlReader(sources.database());
        this.held = held;
        this.wire = sources.wire();
    }

    Answer list(Call call) {
        var filter =
                new SqlEvents.Filter(
                        call.query("type"), call.query("subject"), call.query("source"));
        int limit = call.limit();
        long before = call.before();
        Page<SqlEvents.Row> page = reader.read(c -> new SqlEvents(c).newest(filter, before, limit));
        return Answer.list(page.rows().stream().map(SqlEvents.Row::json).toList(), page.next());
    }

    Answer get(Call call) {
        Held.Now now = held.now();
        Set<Long> delivering = wire.delivering();
        Map<String, @Nullable Object> json =
                reader.read(
                        connection -> {
                            SqlEvents events = new SqlEvents(connection);
                            SqlEvents.Row row =
                                    only(
                                            call,
                                            events.withId(
                                                    call.path().get(0),
                                                    call.query("source"),
                                                    MAX_SOURCES_NAMED));
                            Map<String, @Nullable Object> whole = new LinkedHashMap<>(row.json());
                            whole.putAll(events.rest(row.seq()));
                            var deliveries = new SqlDeliveries(connection, now, delivering);
                            whole.put(
                                    "deliveries",
                                    deliveries.ofEvent(row.seq()).stream()
                                            .map(SqlDeliveryRow::json)
                                            .toList());
                            return whole;
                        });
        return Answer.ok(json);
    }

    private static SqlEvents.Row only(Call call, List<SqlEvents.Row> found) {
        if (found.isEmpty()) {
            throw call.notFound("event");
        }
        if (found.size() > 1) {
            throw new Refusal(
                    409,
                    "several events have this id, add ?source= with one of: "
                            + String.join(
                                    ", ", found.stream().map(SqlEvents.Row::source).toList()));
        }
        return found.get(0);
    }
}
