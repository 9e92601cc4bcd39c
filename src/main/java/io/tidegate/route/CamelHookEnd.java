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

/** After a Camel step of {@code before}: the body must be an event again, as a Map or as JSON. */
final class CamelHookEnd implements Processor {
    @Override
    public void process(Exchange exchange) throws StageFailed {
        Flight flight = Steps.flight(exchange);
        Object body = exchange.getMessage().getBody();
        if (flight.stage() != Stage.BEFORE || body instanceof Map) {
            return;
        }
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
