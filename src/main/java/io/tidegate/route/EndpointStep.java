package io.tidegate.route;

import io.tidegate.delivery.Flight;
import io.tidegate.delivery.OutboundRequest;
import io.tidegate.delivery.Stage;
import io.tidegate.event.Json;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Before a Camel endpoint is called: the body to send is made, or the stored one taken again. */
final class EndpointStep implements Processor {
    private final String uri;
    private final boolean mapped;
    private final Clock clock;

    EndpointStep(String uri, boolean mapped, Clock clock) {
        this.uri = uri;
        this.mapped = mapped;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        Flight flight = Steps.flight(exchange);
        if (flight.isHooksOnly()) {
            return;
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
    }
}
