package io.tidegate.intake;

import io.tidegate.event.Event;
import io.tidegate.event.EventReader;
import io.tidegate.event.InvalidEvent;
import io.tidegate.event.Json;
import io.tidegate.event.TraceContext;
import io.tidegate.intake.Intake.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.jspecify.annotations.Nullable;

/** Hands events to the journal; the exchange goes on, or fails, after the commit. */
final class EventsProducer extends DefaultAsyncProducer {
    private static final EventReader READER = new EventReader(EventsHandler.MAX_BODY);

    EventsProducer(EventsEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        Intake intake =
                getEndpoint().getCamelContext().getRegistry().findSingleByType(Intake.class);
        if (intake == null) {
            exchange.setException(
                    new IllegalStateException(
                            "events: needs a running Tidegate; none is in this Camel context"));
            callback.done(true);
            return true;
        }
        try {
            intake.accept(Traced.in(trace(exchange), events(exchange)))
                    .whenComplete(
                            (answers, problem) -> answered(exchange, answers, problem, callback));
            return false;
        } catch (InvalidEvent e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
    }

    private static void answered(
            Exchange exchange,
            @Nullable List<Answer> answers,
            @Nullable Throwable problem,
            AsyncCallback callback) {
        if (answers == null) {
            exchange.setException(
                    problem instanceof CompletionException && problem.getCause() != null
                            ? problem.getCause()
                            : problem);
        } else {
            String json = new String(AcceptedJson.write(answers), StandardCharsets.UTF_8);
            exchange.getMessage().setBody(json);
        }
        // not on the journal's writer: an author's route may block
        java.util.concurrent.ForkJoinPool.commonPool().execute(() -> callback.done(false));
    }

    private static @Nullable TraceContext trace(Exchange exchange) {
        return TraceContext.of(
                exchange.getMessage().getHeader(TraceContext.TRACEPARENT, String.class),
                exchange.getMessage().getHeader(TraceContext.TRACESTATE, String.class));
    }

    private static List<Event> events(Exchange exchange) throws InvalidEvent {
        Object body = exchange.getMessage().getBody();
        byte[] json =
                body instanceof Map || body instanceof Iterable
                        ? Json.write(body)
                        : bytes(exchange);
        return firstByte(json) == '[' ? READER.batch(json) : List.of(READER.structured(json));
    }

    private static byte[] bytes(Exchange exchange) {
        byte[] bytes = exchange.getMessage().getBody(byte[].class);
        return bytes == null ? "".getBytes(StandardCharsets.UTF_8) : bytes;
    }

    private static int firstByte(byte[] json) {
        for (byte b : json) {
            if (b > ' ') {
                return b;
            }
        }
        return 0;
    }
}
