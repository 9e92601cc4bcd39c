package io.tidegate.route;

import io.opentelemetry.api.trace.Span;
import io.tidegate.delivery.Flight;
import io.tidegate.delivery.OutboundRequest;
import io.tidegate.delivery.Reply;
import io.tidegate.delivery.Stage;
import io.tidegate.delivery.TriggerConsumer;
import io.tidegate.event.Json;
import io.tidegate.route.RequestStep.SuccessRecord;
import io.tidegate.trace.Propagation;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.EndpointAware;
import org.apache.camel.Exchange;
import org.apache.camel.processor.PipelineHelper;
import org.apache.camel.processor.SendProcessor;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the mapped body, or the stored one again, to a Camel endpoint: that it takes the exchange
 * is its success, recorded before any after hook.
 */
final class EndpointCall extends DelegateAsyncProcessor {
    private static final Logger LOG = LoggerFactory.getLogger(EndpointCall.class);

    private final String uri;
    private final boolean mapped;
    private final Clock clock;
    private final SuccessRecord success;
    private final DeliverySpans spans;

    EndpointCall(
            String uri, boolean mapped, Clock clock, SuccessRecord success, DeliverySpans spans) {
        this.spans = spans;
        this.uri = uri;
        this.mapped = mapped;
        this.clock = clock;
        this.success = success;
    }

    /** Once, before it is started: finds the endpoint, or fails as a {@code to} of Camel would. */
    EndpointCall in(CamelContext context) {
        setProcessor(new SendProcessor(CamelContextHelper.resolveEndpoint(context, uri, null)));
        return this;
    }

    @Nullable Endpoint endpoint() {
        return getProcessor() instanceof EndpointAware sends ? sends.getEndpoint() : null;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        Flight flight = Steps.flight(exchange);
        if (flight.isHooksOnly()) {
            callback.done(true);
            return true;
        }
        flight.at(Stage.REQUEST);
        OutboundRequest request = flight.request();
        if (request == null) {
            Object body = exchange.getMessage().getBody();
            byte[] content = mapped ? Json.write(body) : flight.event().data();
            request = OutboundRequest.toEndpoint(uri, content);
            flight.built(request);
        }
        flight.started(clock.millis());
        exchange.getMessage().setBody(request.body());
        Span attempt = spans.sending(flight, uri);
        TriggerConsumer.setTrace(Propagation.of(attempt), exchange.getMessage());
        super.process(
                exchange,
                doneSync -> {
                    DeliverySpans.sent(attempt, exchange.isFailed());
                    sent(exchange, flight, callback);
                });
        return false;
    }

    private void sent(Exchange exchange, Flight flight, AsyncCallback callback) {
        if (!PipelineHelper.continueProcessing(exchange, "at its endpoint", LOG)) {
            callback.done(false);
            return;
        }
        try {
            Reply answered = new Reply.Answered(200, Map.of(), body(exchange));
            flight.ended(SecretFunctions.hide(exchange.getContext(), answered));
        } catch (RuntimeException e) {
            exchange.setException(e);
            callback.done(false);
            return;
        }
        success.commit(flight, () -> callback.done(false));
    }

    private static byte[] body(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (body instanceof byte[] bytes) {
            return bytes;
        }
        if (body instanceof Map || body instanceof Iterable) {
            return Json.write(body);
        }
        String text = exchange.getMessage().getBody(String.class);
        return text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    }
}
