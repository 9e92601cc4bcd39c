package io.tidegate.route;

import io.tidegate.delivery.Flight;
import io.tidegate.delivery.Stage;
import io.tidegate.delivery.StageFailed;
import io.tidegate.mapping.Mapping;
import io.tidegate.mapping.MappingFailed;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExpressionAdapter;
import org.jspecify.annotations.Nullable;

/** The body becomes what the mapping makes of the event. */
final class MappingStep extends ExpressionAdapter {
    private final Mapping mapping;

    MappingStep(Mapping mapping) {
        this.mapping = mapping;
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable Object evaluate(Exchange exchange) {
        Flight flight = Steps.flight(exchange);
        Object body = exchange.getMessage().getBody();
        if (!flight.isToBuild()) {
            return body;
        }
        flight.at(Stage.MAPPING);
        try {
            Object opened = Objects.requireNonNull(SealedTexts.opened(exchange, body));
            return mapping.apply((Map<String, Object>) opened);
        } catch (StageFailed e) {
            exchange.setException(e);
            return body;
        } catch (MappingFailed e) {
            exchange.setException(
                    StageFailed.forGood(Stage.MAPPING, String.valueOf(e.getMessage()), e));
            return body;
        }
    }

    @Override
    public String toString() {
        return "mapping";
    }
}
