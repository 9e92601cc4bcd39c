package io.tidegate.route;

import io.tidegate.delivery.Flight;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** No mapping: the body becomes the data of the event, as the before hooks left it. */
final class DataStep implements Processor {
    @Override
    public void process(Exchange exchange) {
        Flight flight = Steps.flight(exchange);
        if (flight.isToBuild() && exchange.getMessage().getBody() instanceof Map<?, ?> event) {
            exchange.getMessage().setBody(event.get("data"));
        }
    }
}
