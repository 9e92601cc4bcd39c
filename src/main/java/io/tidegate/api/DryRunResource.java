package io.tidegate.api;

import io.tidegate.access.Role;
import io.tidegate.event.Event;
import io.tidegate.event.EventReader;
import io.tidegate.event.InvalidEvent;
import io.tidegate.rehearsal.NotTried;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code /api/connectors/{id}/dry-run}. */
final class DryRunResource implements Resource {
    private static final Set<String> STORED = Set.of("eventId", "source");
    private static final int MAX_SOURCES_NAMED = 20;

    private final SqlReader reader;
    private final DryRuns dryRuns;
    private final EventReader events = new EventReader(Integer.MAX_VALUE);

    DryRunResource(ApiSources sources) {
        this.reader = new SqlReader(sources.database());
        this.dryRuns = sources.dryRuns();
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.post("/api/connectors/{id}/dry-run", Role.OPERATOR, this::run)
                        .unrecorded());
    }

    Answer run(Call call) {
        if (dryRuns == DryRuns.NONE) {
            throw new Refusal(
                    503,
                    "no server runs, and only a running one has connectors to try: tidegate dry-run tries those of"
                            + " the files");
        }
        Map<?, ?> body = call.object();
        Event event = body.containsKey("eventId") ? stored(body) : given(call.body());
        String id = call.path().get(0);
        try {
            return Answer.ok(
                    dryRuns.of(id, event)
                            .orElseThrow(
                                    () ->
                                            new Refusal(
                                                    404,
                                                    "no outflow or inflow connector "
                                                            + id
                                                            + " runs here; GET /api/connectors lists all")));
        } catch (NotTried e) {
            throw new Refusal(422, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(503, "the server stops");
        }
    }

    /** An event as {@code POST /events} takes it. */
    private Event given(byte[] body) {
        try {
            return events.structured(body);
        } catch (InvalidEvent e) {
            int status = e.kind() == InvalidEvent.Kind.REFUSED ? 422 : 400;
            throw Refusal.of(status, e.pointer(), e.detail());
        }
    }

    private Event stored(Map<?, ?> body) {
        for (Object key : body.keySet()) {
            if (!STORED.contains(String.valueOf(key))) {
                throw Refusal.of(
                        422,
                        "/" + key,
                        "\"" + key + "\" is unknown beside eventId, allowed: eventId, source");
            }
        }
        String id = text(body, "eventId");
        String source = body.containsKey("source") ? text(body, "source") : null;
        return reader.read(
                connection -> {
                    SqlEvents stored = new SqlEvents(connection);
                    return stored.event(only(id, stored.withId(id, source, MAX_SOURCES_NAMED)));
                });
    }

    private static String text(Map<?, ?> body, String key) {
        if (body.get(key) instanceof String text) {
            return text;
        }
        throw Refusal.of(422, "/" + key, key + " must be a text");
    }

    private static long only(String id, List<SqlEvents.Row> found) {
        if (found.isEmpty()) {
            throw Refusal.of(
                    422,
                    "/eventId",
                    "there is no event " + id + "; it may have been deleted by its age");
        }
        if (found.size() > 1) {
            throw Refusal.of(
                    422,
                    "/source",
                    "several events have this id, add \"source\" with one of: "
                            + String.join(
                                    ", ", found.stream().map(SqlEvents.Row::source).toList()));
        }
        return found.get(0).seq();
    }
}
