package io.tidegate.api;

import io.tidegate.event.Event;
import io.tidegate.event.EventReader;
import io.tidegate.event.InvalidEvent;
import io.tidegate.event.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The event that something is to be tried on: a stored one, or one that is given. */
final class ChosenEvent {
    private static final Set<String> STORED = Set.of("eventId", "source");
    private static final int MAX_SOURCES_NAMED = 20;

    private final SqlReader reader;
    private final EventReader events = new EventReader(Integer.MAX_VALUE);

    ChosenEvent(SqlReader reader) {
        this.reader = reader;
    }

    /** The body is the event, or names a stored one. */
    Event ofBody(Call call) {
        Map<?, ?> body = call.object();
        if (!body.containsKey("eventId")) {
            return given(call.body());
        }
        for (Object key : body.keySet()) {
            if (!STORED.contains(String.valueOf(key))) {
                throw Refusal.of(
                        422,
                        "/" + key,
                        "\"" + key + "\" is unknown beside eventId, allowed: eventId, source");
            }
        }
        return stored(body);
    }

    /** The body has it as {@code event}, or names a stored one. */
    Event within(Map<?, ?> body) {
        if (body.containsKey("eventId") && !body.containsKey("event")) {
            return stored(body);
        }
        if (body.get("event") instanceof Map<?, ?> event && !body.containsKey("eventId")) {
            return given(Json.write(event));
        }
        throw Refusal.of(
                422,
                "",
                "the body must have eventId, of a stored event, or event, a CloudEvent in JSON");
    }

    /** An event as {@code POST /events} takes it. */
    private Event given(byte[] json) {
        try {
            return events.structured(json);
        } catch (InvalidEvent e) {
            int status = e.kind() == InvalidEvent.Kind.REFUSED ? 422 : 400;
            throw Refusal.of(status, e.pointer(), e.detail());
        }
    }

    private Event stored(Map<?, ?> body) {
        String id = text(body, "eventId");
        String source = body.containsKey("source") ? text(body, "source") : null;
        return reader.read(
                connection -> {
                    SqlEvents stored = new SqlEvents(connection, reader.payloads());
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
