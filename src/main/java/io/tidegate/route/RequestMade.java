package io.tidegate.route;

import io.tidegate.connector.ActionTarget;
import io.tidegate.connector.EndpointTarget;
import io.tidegate.connector.HttpTarget;
import io.tidegate.connector.Target;
import io.tidegate.delivery.Flight;
import io.tidegate.delivery.OutboundRequest;
import io.tidegate.delivery.Stage;
import io.tidegate.delivery.StageFailed;
import io.tidegate.event.Json;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExpressionAdapter;
import org.jspecify.annotations.Nullable;

/** Makes the request of a delivery that is being built, and says where any goes; the body stays. */
final class RequestMade extends ExpressionAdapter {
    /** The exchange property that holds the target. */
    static final String TARGET = "tidegate.target";

    private final Target target;
    private final boolean mapped;
    private final @Nullable RequestBuilder builder;

    /**
     * @param mapped whether the message's body is sent; else the event's data, byte for byte
     */
    RequestMade(Target target, boolean mapped) {
        this.target = target;
        this.mapped = mapped;
        this.builder = target instanceof HttpTarget http ? new RequestBuilder(http, mapped) : null;
    }

    @Override
    public @Nullable Object evaluate(Exchange exchange) {
        Flight flight = Steps.flight(exchange);
        Object body = exchange.getMessage().getBody();
        exchange.setProperty(TARGET, target);
        if (!flight.isToBuild()) {
            return body;
        }
        flight.at(Stage.REQUEST);
        try {
            flight.built(made(exchange, flight, body));
        } catch (StageFailed e) {
            exchange.setException(e);
        }
        return body;
    }

    private OutboundRequest made(Exchange exchange, Flight flight, @Nullable Object body)
            throws StageFailed {
        if (builder != null) {
            return builder.build(flight, body);
        }
        if (target instanceof ActionTarget action) {
            return ActionStep.made(
                    flight.id().connector(),
                    action,
                    SealedTexts.opened(exchange, body),
                    SealedTexts.of(exchange.getContext()));
        }
        return OutboundRequest.toEndpoint(
                ((EndpointTarget) target).uri(), mapped ? Json.write(body) : flight.event().data());
    }
}
