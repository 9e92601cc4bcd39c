package io.tidegate.route;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.tidegate.delivery.Flight;
import io.tidegate.delivery.OutboundRequest;
import io.tidegate.delivery.Reply;
import io.tidegate.delivery.StageFailed;
import io.tidegate.event.TraceContext;
import io.tidegate.trace.Propagation;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Each attempt is a span of its own, in which its request is sent. */
final class TracedSending implements Sending {
    private static final AttributeKey<Long> RESEND =
            AttributeKey.longKey("http.request.resend_count");
    private static final AttributeKey<Long> BATCH =
            AttributeKey.longKey("messaging.batch.message_count");

    private final Sending sending;
    private final Tracer tracer;
    private final TracedUrl url;

    TracedSending(Sending sending, Tracer tracer, TracedUrl url) {
        this.sending = sending;
        this.tracer = tracer;
        this.url = url;
    }

    @Override
    public void send(
            OutboundRequest stored,
            String idempotencyKey,
            @Nullable TraceContext trace,
            Consumer<Reply> then)
            throws StageFailed {
        sending.send(stored, idempotencyKey, trace, then);
    }

    @Override
    public void send(Flight flight, OutboundRequest stored, Consumer<Reply> then)
            throws StageFailed {
        Span span = begin(flight, stored).startSpan();
        long before = flight.round().attempts();
        span.setAttribute(DeliverySpans.ATTEMPT, before + 1);
        if (before > 0) {
            span.setAttribute(RESEND, before);
        }
        transmit(span, stored, flight.id().idempotencyKey(), then);
    }

    /**
     * One span in the trace of the first that is sampled, linked with the others: a span has one
     * parent.
     */
    @Override
    public void send(
            List<Flight> flights,
            OutboundRequest stored,
            String idempotencyKey,
            Consumer<Reply> then)
            throws StageFailed {
        if (flights.size() == 1) {
            send(flights.get(0), stored, then);
            return;
        }
        Flight first =
                flights.stream()
                        .filter(one -> one.span().getSpanContext().isSampled())
                        .findFirst()
                        .orElse(flights.get(0));
        SpanBuilder begun = begin(first, stored).setAttribute(BATCH, (long) flights.size());
        List<Flight> others = flights.stream().filter(one -> one != first).toList();
        others.forEach(one -> begun.addLink(one.span().getSpanContext()));
        Span span = begun.startSpan();
        others.forEach(one -> one.span().addLink(span.getSpanContext()));
        transmit(span, stored, idempotencyKey, then);
    }

    private SpanBuilder begin(Flight flight, OutboundRequest stored) {
        return RequestSpans.of(tracer, stored.method(), DeliverySpans.context(flight));
    }

    private void transmit(
            Span span, OutboundRequest stored, String idempotencyKey, Consumer<Reply> then)
            throws StageFailed {
        if (span.isRecording()) {
            RequestSpans.to(url.of(stored.url()), span);
        }
        try {
            sending.send(
                    stored,
                    idempotencyKey,
                    Propagation.of(span),
                    reply -> {
                        RequestSpans.end(span, reply);
                        then.accept(reply);
                    });
        } catch (StageFailed | RuntimeException e) {
            RequestSpans.end(span);
            throw e;
        }
    }

    @Override
    public void close() {
        sending.close();
    }
}
