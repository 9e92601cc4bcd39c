package io.tidegate.route;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.tidegate.event.Event;
import io.tidegate.event.TraceContext;
import io.tidegate.intake.Intake;
import io.tidegate.trace.Propagation;
import io.tidegate.trace.Tracing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Each event that is accepted is a span, until its commit; what becomes of the event goes on from
 * it.
 */
public final class TracedIntake implements Intake {
    private static final AttributeKey<String> METHOD =
            AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<Long> STATUS =
            AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> ID = AttributeKey.stringKey("cloudevents.event_id");
    private static final AttributeKey<Boolean> DUPLICATE =
            AttributeKey.booleanKey("tidegate.duplicate");

    private final Intake next;
    private final Tracing tracing;
    private final Door door;

    /** Where events come in. */
    public enum Door {
        HTTP(SpanKind.SERVER),
        /** Whoever brings them waits, and brings them again until they are accepted. */
        BUS(SpanKind.CONSUMER),
        ROUTE(SpanKind.CONSUMER);

        private final SpanKind kind;

        Door(SpanKind kind) {
            this.kind = kind;
        }
    }

    private TracedIntake(Intake next, Tracing tracing, Door door) {
        this.next = next;
        this.tracing = tracing;
        this.door = door;
    }

    /** The same intake, if nothing is exported. */
    public static Intake of(Intake intake, Tracing tracing, Door door) {
        return tracing.isOn() ? new TracedIntake(intake, tracing, door) : intake;
    }

    @Override
    public CompletionStage<List<Answer>> accept(List<Event> events) {
        List<Span> spans = new ArrayList<>(events.size());
        List<Event> traced = new ArrayList<>(events.size());
        for (Event event : events) {
            Span span = begin(event);
            TraceContext trace = Propagation.of(span);
            spans.add(span);
            traced.add(trace == null ? event : event.in(trace));
        }
        return next.accept(traced)
                .whenComplete(
                        (answers, problem) -> {
                            if (answers == null) {
                                failed(spans, problem);
                            } else {
                                accepted(spans, answers);
                            }
                        });
    }

    private Span begin(Event event) {
        TraceContext parent = event.trace();
        TraceContext own = event.ownTrace();
        SpanBuilder begun =
                tracing.tracer()
                        .spanBuilder("accept")
                        .setParent(Propagation.context(parent))
                        .setSpanKind(door.kind)
                        .setAttribute(ID, event.id())
                        .setAttribute(DeliverySpans.EVENT, event.id())
                        .setAttribute(DeliverySpans.SOURCE, event.source())
                        .setAttribute(DeliverySpans.TYPE, event.type());
        if (own != null && !own.equals(parent)) {
            begun.addLink(Span.fromContext(Propagation.context(own)).getSpanContext());
        }
        if (door == Door.HTTP) {
            begun.setAttribute(METHOD, "POST");
        }
        return begun.startSpan();
    }

    private void accepted(List<Span> spans, List<Answer> answers) {
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            if (answers.get(i).duplicate()) {
                span.setAttribute(DUPLICATE, true);
            }
            if (door == Door.HTTP) {
                span.setAttribute(STATUS, 202L);
            }
            span.end();
        }
    }

    /** What the bus brings again would be a span for each time that it does. */
    private void failed(List<Span> spans, @Nullable Throwable problem) {
        if (door == Door.BUS) {
            return;
        }
        long status = status(problem);
        for (Span span : spans) {
            span.setStatus(StatusCode.ERROR)
                    .setAttribute(DeliverySpans.ERROR, Long.toString(status));
            if (door == Door.HTTP) {
                span.setAttribute(STATUS, status);
            }
            span.end();
        }
    }

    private static long status(@Nullable Throwable problem) {
        Throwable cause = problem instanceof CompletionException ? problem.getCause() : problem;
        return cause instanceof NotStored why ? why.isBusy() ? 429 : 503 : 500;
    }
}
