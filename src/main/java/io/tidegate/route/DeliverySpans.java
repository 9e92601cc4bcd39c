package io.tidegate.route;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.tidegate.delivery.Flight;
import io.tidegate.event.Event;
import io.tidegate.journal.Change;
import io.tidegate.trace.Propagation;
import io.tidegate.trace.Tracing;
import java.util.Set;

/**
 * The span of a delivery's way through its route, one for each time; its steps are events of it. It
 * is a child of the span in which its event was accepted, however long ago and wherever that was.
 */
final class DeliverySpans {
    static final AttributeKey<String> EVENT = AttributeKey.stringKey("tidegate.event");
    static final AttributeKey<String> SOURCE = AttributeKey.stringKey("cloudevents.event_source");
    static final AttributeKey<String> TYPE = AttributeKey.stringKey("cloudevents.event_type");
    static final AttributeKey<String> DELIVERY = AttributeKey.stringKey("tidegate.delivery");
    static final AttributeKey<String> CONNECTOR = AttributeKey.stringKey("tidegate.connector");
    static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("tidegate.attempt");
    static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("tidegate.outcome");
    private static final AttributeKey<String> STEP = AttributeKey.stringKey("tidegate.step");
    private static final AttributeKey<String> MESSAGING =
            AttributeKey.stringKey("messaging.system");

    private static final Set<String> BROKERS = Set.of("kafka", "jms", "amqp");

    private final Tracing tracing;

    DeliverySpans(Tracing tracing) {
        this.tracing = tracing;
    }

    void begin(Flight flight) {
        if (!tracing.isOn()) {
            return;
        }
        Event event = flight.event();
        Span span =
                tracing.tracer()
                        .spanBuilder(
                                (flight.isHooksOnly() ? "after " : "deliver ")
                                        + flight.id().connector())
                        .setParent(Propagation.context(event.trace()))
                        .setSpanKind(SpanKind.CONSUMER)
                        .setAttribute(EVENT, event.id())
                        .setAttribute(SOURCE, event.source())
                        .setAttribute(TYPE, event.type())
                        .setAttribute(DELIVERY, Long.toString(flight.id().delivery()))
                        .setAttribute(CONNECTOR, flight.id().connector())
                        .startSpan();
        if (!flight.isHooksOnly()) {
            span.setAttribute(ATTEMPT, flight.round().attempts() + 1L);
        }
        flight.traced(span, Propagation.of(span));
    }

    void end(Flight flight, Change change) {
        Span span = flight.span();
        if (span.isRecording()) {
            span.setAttribute(OUTCOME, change.word());
            String failedAt = failedAt(change);
            if (!failedAt.isEmpty()) {
                span.setStatus(StatusCode.ERROR).setAttribute(ERROR, failedAt);
            }
            if (!failedAt.isEmpty() || change instanceof Change.Skipped) {
                span.setAttribute(STEP, flight.step());
            }
        }
        span.end();
    }

    /** Its end has no record: it will be made again. */
    void drop(Flight flight) {
        flight.span().setStatus(StatusCode.ERROR).setAttribute(ERROR, "not_recorded").end();
    }

    /** The stage; empty: it did not fail. */
    private static String failedAt(Change change) {
        if (change instanceof Change.Waiting waiting) {
            return waiting.stage();
        } else if (change instanceof Change.Failed failed) {
            return failed.stage();
        }
        return change instanceof Change.HooksFailed failed ? failed.stage() : "";
    }

    /**
     * An attempt begins that sends to a Camel endpoint, of which nothing but the scheme is told;
     * not a valid span: nobody draws it.
     */
    Span sending(Flight flight, String uri) {
        if (!tracing.isOn()) {
            return Span.getInvalid();
        }
        String scheme = uri.substring(0, Math.max(0, uri.indexOf(':')));
        boolean isBroker = BROKERS.contains(scheme);
        Span span =
                tracing.tracer()
                        .spanBuilder("send " + scheme)
                        .setParent(context(flight))
                        .setSpanKind(isBroker ? SpanKind.PRODUCER : SpanKind.CLIENT)
                        .setAttribute(ATTEMPT, flight.round().attempts() + 1L)
                        .startSpan();
        if (isBroker) {
            span.setAttribute(MESSAGING, scheme);
        }
        return span;
    }

    static void sent(Span attempt, boolean failed) {
        if (failed) {
            attempt.setStatus(StatusCode.ERROR).setAttribute(ERROR, "exception");
        }
        attempt.end();
    }

    /** What is done for a delivery, and fails as it does. */
    @FunctionalInterface
    interface Work<T, E extends Exception> {
        T done() throws E;
    }

    /** What is done for a delivery in this thread goes on from its span. */
    @SuppressWarnings("try") // a scope is only to be closed
    static <T, E extends Exception> T in(Flight flight, Work<T, E> work) throws E {
        if (flight.trace() == null) {
            return work.done();
        }
        try (Scope current = context(flight).makeCurrent()) {
            return work.done();
        }
    }

    /** Its span, or else the one that its event goes on from. */
    static Context context(Flight flight) {
        if (flight.span().getSpanContext().isValid()) {
            return Context.root().with(flight.span());
        }
        return Propagation.context(flight.trace());
    }
}
