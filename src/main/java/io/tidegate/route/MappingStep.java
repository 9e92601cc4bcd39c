package io.tidegate.route;

import io.tidegate.delivery.Flight;
import io.tidegate.delivery.Stage;
import io.tidegate.delivery.StageFailed;
import io.tidegate.mapping.Mapping;
import io.tidegate.mapping.MappingFailed;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** The body becomes what the mapping makes of the event. */
final class MappingStep implements Processor {
    private final Mapping mapping;

    MappingStep(Mapping mapping) {
        this.mapping = mapping;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void process(Exchange exchange) throws StageFailed {
        Flight flight = Steps.flight(exchange);
        if (!flight.isToBuild()) {
            return;
        }
        flight.at(Stage.MAPPING);
        try {
            exchange.getMessage()
                    .setBody(mapping.apply((Map<String, Object>) exchange.getMessage().getBody()));
        } catch (MappingFailed e) {
            throw StageFailed.forGood(Stage.MAPPING, String.valueOf(e.getMessage()), e);
        }
    }
}
