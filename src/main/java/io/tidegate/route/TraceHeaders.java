package io.tidegate.route;

import io.tidegate.event.TraceContext;
import java.util.Map;

/** W3C Trace Context in what is sent. A connector that has the headers itself keeps its own. */
final class TraceHeaders {
    private TraceHeaders() {}

    static void add(TraceContext trace, Map<String, String> headers) {
        if (has(TraceContext.TRACEPARENT, headers)) {
            return;
        }
        headers.put(TraceContext.TRACEPARENT, trace.traceparent());
        if (trace.tracestate() != null && !has(TraceContext.TRACESTATE, headers)) {
            headers.put(TraceContext.TRACESTATE, trace.tracestate());
        }
    }

    private static boolean has(String name, Map<String, String> headers) {
        return headers.keySet().stream().anyMatch(name::equalsIgnoreCase);
    }
}
