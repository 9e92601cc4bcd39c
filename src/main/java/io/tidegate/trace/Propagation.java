package io.tidegate.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.tidegate.event.TraceContext;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What W3C Trace Context says, as OpenTelemetry knows it, and back. */
public final class Propagation {
    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

    private static final TextMapGetter<TraceContext> FIELDS = (from, name) -> field(from, name);

    private Propagation() {}

    private static @Nullable String field(@Nullable TraceContext trace, String name) {
        if (trace == null) {
            return null;
        }
        return name.equals(TraceContext.TRACEPARENT) ? trace.traceparent() : trace.tracestate();
    }

    /** With the span of somebody else as its parent; the root for null. */
    public static Context context(@Nullable TraceContext trace) {
        return trace == null ? Context.root() : W3C.extract(Context.root(), trace, FIELDS);
    }

    /** What whoever is called, or goes on later, is told of a span; null: it is none. */
    public static @Nullable TraceContext of(Span span) {
        if (!span.getSpanContext().isValid()) {
            return null;
        }
        Map<String, String> fields = new HashMap<>(4);
        W3C.inject(Context.root().with(span), fields, (to, name, text) -> fill(to, name, text));
        return TraceContext.of(
                fields.get(TraceContext.TRACEPARENT), fields.get(TraceContext.TRACESTATE));
    }

    private static void fill(@Nullable Map<String, String> fields, String name, String text) {
        if (fields != null) {
            fields.put(name, text);
        }
    }
}
