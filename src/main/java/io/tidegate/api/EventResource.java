package io.tidegate.api;

import io.tidegate.access.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /api/events}. */
final class EventResource implements Resource {
    /** Sources that are named where several have the id. */
    private static final int MOST = 20;

    private final SqlReader reader;
    private final Held held;
    private final Wire wire;

    EventResource(ApiSources sources, Held held) {
        this.reader = new SqlReader(sources.database());
        this.held = held;
        this.wire = sources.wire();
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get(
                        "/api/events",
                        Operation.paged("type", "subject", "source", "from", "to", "text"),
                        Role.VIEWER,
                        this::list),
                Operation.get("/api/events/{id}", Set.of("source"), Role.VIEWER, this::get),
                Operation.get(
                        "/api/events/{id}/trace", Set.of("source"), Role.VIEWER, this::trace));
    }

    Answer list(Call call) {
        var filter = new SqlEvents.Filter(About.of(call), Period.of(call), call.text());
        int limit = call.limit();
        long before = call.before();
        Page<SqlEvents.Row> page =
                reader.read(
                        connection -> {
                            var events = new SqlEvents(connection, reader.payloads());
                            return Search.NOW.full(
                                    before,
                                    limit,
                                    (below, most) -> events.newest(filter, below, most));
                        });
        return Answer.list(page.rows().stream().map(SqlEvents.Row::json).toList(), page.next());
    }

    Answer get(Call call) {
        Held.Now now = held.now();
        Set<Long> delivering = wire.delivering();
        Map<String, @Nullable Object> json =
                reader.read(
                        connection -> {
                            SqlEvents events = new SqlEvents(connection, reader.payloads());
                            SqlEvents.Row row =
                                    only(call, events.withId(id(call), source(call), MOST));
                            Map<String, @Nullable Object> whole = new LinkedHashMap<>(row.json());
                            whole.putAll(events.rest(row.seq()));
                            var deliveries =
                                    new SqlDeliveries(
                                            connection, reader.payloads(), now, delivering);
                            whole.put(
                                    "deliveries",
                                    deliveries.ofEvent(row.seq()).stream()
                                            .map(SqlDeliveryRow::json)
                                            .toList());
                            return whole;
                        });
        return Answer.ok(json);
    }

    /** What it came of, and what came of it. */
    Answer trace(Call call) {
        Held.Now now = held.now();
        Set<Long> delivering = wire.delivering();
        return Answer.ok(
                reader.read(
                        connection ->
                                new SqlTrace(connection, reader.payloads(), now, delivering)
                                        .of(
                                                only(
                                                        call,
                                                        new SqlEvents(connection, reader.payloads())
                                                                .withId(
                                                                        id(call),
                                                                        source(call),
                                                                        MOST)))));
    }

    private static String id(Call call) {
        return call.path().get(0);
    }

    private static @Nullable String source(Call call) {
        return call.query("source");
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
