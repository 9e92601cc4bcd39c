package io.tidegate.route;

import io.tidegate.delivery.Flight;
import io.tidegate.delivery.Reply;
import io.tidegate.event.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;

/**
 * After a Camel endpoint took the exchange: that is its success, recorded before any after hook.
 */
final class SentStep extends AsyncProcessorSupport {
    private final RequestStep.SuccessRecord success;

    SentStep(RequestStep.SuccessRecord success) {
        this.success = success;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        Flight flight = Steps.flight(exchange);
        if (flight.isHooksOnly()) {
            callback.done(true);
            return true;
        }
        Reply answered = new Reply.Answered(200, Map.of(), body(exchange));
        flight.ended(SecretFunctions.hide(exchange.getContext(), answered));
        success.commit(flight, () -> callback.done(false));
        return false;
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
