package io.tidegate.intake;

import io.tidegate.event.Event;
import io.tidegate.event.TraceContext;
import io.vertx.core.MultiMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events in the trace of whoever brought them. */
final class Traced {
    private Traced() {}

    /** By the headers of their request. */
    static List<Event> in(MultiMap headers, List<Event> events) {
        return headers.contains(TraceContext.TRACEPARENT)
                ? in(
                        TraceContext.of(
                                headers.getAll(TraceContext.TRACEPARENT),
                                headers.getAll(TraceContext.TRACESTATE)),
                        events)
                : events;
    }

    /**
     * What brought a single event is nearer than what its producer wrote into it; of several, each
     * stays in the trace that it says.
     */
    static List<Event> in(@Nullable TraceContext of, List<Event> events) {
        return of == null
                ? events
                : events.stream()
                        .map(one -> events.size() > 1 && one.ownTrace() != null ? one : one.in(of))
                        .toList();
    }
}
