package io.tidegate.route;

import io.tidegate.connector.Connector;
import io.tidegate.delivery.Flight;
import io.tidegate.delivery.Stage;
import io.tidegate.delivery.StageFailed;
import io.tidegate.event.Event;
import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import io.tidegate.identity.ActionFailed;
import io.tidegate.identity.ActionInput;
import io.tidegate.identity.Calls;
import io.tidegate.identity.MatchField;
import io.tidegate.profile.SanitizeTerms;
import io.tidegate.profile.Sanitized;
import io.tidegate.profile.Sanitizer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.jspecify.annotations.Nullable;

/** Blocks its thread, which Camel steps may. */
final class IdentityProducer extends DefaultProducer {
    private final IdentityEndpoint endpoint;

    IdentityProducer(IdentityEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) throws StageFailed {
        Flight flight = Steps.flight(exchange);
        ActionInput input =
                ActionInput.of(
                        endpoint.toDo(),
                        endpoint.matchFields(),
                        profile(exchange, flight),
                        endpoint.getObject().isEmpty() ? null : endpoint.getObject());
        Calls calls = new Calls();
        try {
            Actor.Doing doing = Actor.Doing.of(flight, system(flight), null);
            Actor actor = found(Actor.class);
            Actor.Done done = DeliverySpans.in(flight, () -> actor.carryOut(doing, input, calls));
            flight.made(both(flight.made(), done.events()));
            exchange.getMessage().setBody(ActionReplies.json(done.result()));
        } catch (ActionFailed e) {
            String why = "identity:" + endpoint.toDo().word() + ": " + e.getMessage();
            throw e.isToRepeat()
                    ? StageFailed.forNow(flight.stage(), why)
                    : StageFailed.forGood(flight.stage(), why, null);
        }
    }

    private static List<Event> both(List<Event> some, List<Event> others) {
        return Stream.of(some, others).flatMap(List::stream).toList();
    }

    /** Whose change it is: what it says is known to the system that the connector sends to. */
    private @Nullable String system(Flight flight) {
        return found(Dispatcher.class)
                .roster()
                .connector(flight.id().connector())
                .map(Connector::label)
                .map(label -> label.system())
                .orElse(null);
    }

    private <T> T found(Class<T> part) {
        T found = endpoint.getCamelContext().getRegistry().findSingleByType(part);
        if (found == null) {
            throw new IllegalStateException(
                    "identity: needs a running Tidegate; none is in this Camel context");
        }
        return found;
    }

    private Map<String, @Nullable Object> profile(Exchange exchange, Flight flight)
            throws StageFailed {
        Object given =
                endpoint.getInput().equals("result")
                        ? flight.result()
                        : exchange.getMessage().getBody();
        Sanitized sanitized =
                Sanitizer.sanitize(
                        map(exchange, flight.stage(), given),
                        SanitizeTerms.DEFAULT,
                        Set.of(MatchField.UID.word()));
        if (sanitized instanceof Sanitized.Unfit unfit) {
            throw StageFailed.forGood(flight.stage(), unfit.reason(), null);
        }
        return ((Sanitized.Fit) sanitized).profile();
    }

    @SuppressWarnings("unchecked")
    private Map<String, ?> map(Exchange exchange, Stage stage, @Nullable Object given)
            throws StageFailed {
        if (given instanceof Map<?, ?> map) {
            return (Map<String, ?>) map;
        }
        String text =
                exchange.getContext().getTypeConverter().convertTo(String.class, exchange, given);
        try {
            if (text != null
                    && Json.parse(text.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> map) {
                return (Map<String, ?>) map;
            }
        } catch (InvalidJson notJson) {
            // said below
        }
        throw StageFailed.forGood(
                stage,
                "identity:"
                        + endpoint.toDo().word()
                        + " needs a profile, as a Map or a JSON object, as its "
                        + endpoint.getInput(),
                null);
    }
}
