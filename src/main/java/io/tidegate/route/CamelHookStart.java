package io.tidegate.route;

import io.tidegate.delivery.Flight;
import io.tidegate.delivery.Stage;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Before a Camel step of {@code before} or {@code after}: names the stage, and gives it a body it
 * may change.
 */
final class CamelHookStart implements Processor {
    private final boolean before;

    CamelHookStart(boolean before) {
        this.before = before;
    }

    @Override
    public void process(Exchange exchange) {
        Flight flight = Steps.flight(exchange);
        flight.at(before ? Stage.BEFORE : Stage.AFTER);
        exchange.getMessage().setBody(Steps.copy(exchange.getMessage().getBody()));
    }
}
