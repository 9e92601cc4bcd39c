package io.tidegate.route;

import io.tidegate.delivery.TriggerConsumer;
import io.tidegate.delivery.TriggerEndpoint;
import java.util.HashSet;
import java.util.Set;
import org.apache.camel.Endpoint;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Route;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.RouteService;
import org.apache.camel.support.service.ServiceHelper;

/**
 * A Camel context in which routes are built, for the mistakes that only show then, and never
 * started: no producer and no consumer of anybody's is made, so nothing is connected to.
 */
public final class Rehearsal extends DefaultCamelContext {
    private final Dispatcher dispatcher;
    private final Set<String> routes = new HashSet<>();
    private final Set<Endpoint> inputs = new HashSet<>();

    /**
     * @param dispatcher judges what {@code trigger:} says; it has no journal
     */
    public Rehearsal(Dispatcher dispatcher) {
        super(false); // camel-main builds it, as it builds the server's
        this.dispatcher = dispatcher;
    }

    @Override
    public void startRouteService(RouteService service, boolean adding) throws Exception {
        Route route = service.getRoute();
        if (!routes.add(route.getId())) {
            return; // one id twice: who compares the files says so
        }
        ServiceHelper.initService(route.getProcessor());
        if (route.getEndpoint() instanceof TriggerEndpoint trigger) {
            TriggerConsumer consumer =
                    (TriggerConsumer) trigger.createConsumer(route.getProcessor());
            consumer.setRouteId(route.getId());
            consumer.setRoute(route);
            dispatcher.started(consumer);
        } else if (isTaken(route.getEndpoint())) {
            throw new IllegalStateException(
                    "another route begins with "
                            + route.getEndpoint().getEndpointUri()
                            + ", which starts one route only");
        }
    }

    private boolean isTaken(Endpoint input) {
        boolean shared =
                input instanceof MultipleConsumersSupport many
                        && many.isMultipleConsumersSupported();
        return !inputs.add(input) && !shared;
    }
}
