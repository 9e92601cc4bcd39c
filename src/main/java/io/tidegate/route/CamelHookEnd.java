package io.tidegate.route;

import io.tidegate.delivery.Flight;
import io.tidegate.delivery.Stage;
import io.tidegate.delivery.StageFailed;
import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * After a Camel step of {@code before}: the body must be an event again, as a Map or as JSON, and
 * hold no secret: a request is made of it, and stored.
 */
final class CamelHookEnd implements Processor {
    @Override
    public void process(Exchange exchange) throws StageFailed {
        Flight flight = Steps.flight(exchange);
        if (flight.stage() != Stage.BEFORE) {
            return;
        }
        if (!(exchange.getMessage().getBody() instanceof Map)) {
            parse(exchange);
        }
        Object event = exchange.getMessage().getBody();
        if (!SecretFunctions.redaction(exchange.getContext()).isClean(event)) {
            throw StageFailed.forGood(
                    Stage.BEFORE,
                    "after this Camel step the event holds the text of a secret, and the request made of it"
                            + " would be stored: leave ${secret:…} in a header, or write {{secret:…}} in"
                            + " the headers of \"to\"",
                    null);
        }
    }

    private static void parse(Exchange exchange) throws StageFailed {
        try {
            String text = exchange.getMessage().getBody(String.class);
            if (text != null
                    && Json.parse(text.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> map) {
                exchange.getMessage().setBody(map);
                return;
            }
        } catch (InvalidJson e) {
            throw notAnEvent("is not JSON: " + e.getMessage());
        }
        throw notAnEvent("is not an object");
    }

    private static StageFailed notAnEvent(String why) {
        return StageFailed.forGood(
                Stage.BEFORE,
                "after this Camel step the body must be the event, as a Map or a JSON object; what it left "
                        + why,
                null);
    }
}
