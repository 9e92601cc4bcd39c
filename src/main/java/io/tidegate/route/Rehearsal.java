package io.tidegate.route;

import io.tidegate.delivery.TriggerConsumer;
import io.tidegate.delivery.TriggerEndpoint;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Endpoint;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Route;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultExecutorServiceManager;
import org.apache.camel.impl.engine.RouteService;
import org.apache.camel.model.WireTapDefinition;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.concurrent.SynchronousExecutorService;

/**
 * A Camel context in which routes are built, for the mistakes that only show then, and those of
 * other systems never started: no producer and no consumer of theirs is made, so nothing is
 * connected to.
 */
public final class Rehearsal extends DefaultCamelContext {
    private static final Set<String> OURS = Set.of("trigger", "direct");

    private final Dispatcher dispatcher;
    private final boolean performed;
    private final Set<String> routes = new HashSet<>();
    private final Set<Endpoint> inputs = new HashSet<>();

    private Rehearsal(Dispatcher dispatcher, boolean performed) {
        super(false); // camel-main builds it, as it builds the server's
        this.dispatcher = dispatcher;
        this.performed = performed;
    }

    /**
     * One in which nothing is started.
     *
     * @param dispatcher judges what {@code trigger:} says; it has no journal
     */
    public static Rehearsal toLookAt(Dispatcher dispatcher) {
        return new Rehearsal(dispatcher, false);
    }

    /**
     * One in which the routes from {@code trigger:} and {@code direct:} are started: whoever uses
     * it must have replaced all endpoints that they could send to.
     */
    public static Rehearsal toTry(Dispatcher dispatcher) {
        return new Rehearsal(dispatcher, true);
    }

    /** A tap's message is made before the delivery goes on, not some time after its end. */
    @Override
    protected ExecutorServiceManager createExecutorServiceManager() {
        return new DefaultExecutorServiceManager(this) {
            @Override
            public ExecutorService newDefaultThreadPool(Object source, String name) {
                return source instanceof WireTapDefinition
                        ? new SynchronousExecutorService()
                        : super.newDefaultThreadPool(source, name);
            }
        };
    }

    @Override
    public void startRouteService(RouteService service, boolean adding) throws Exception {
        Route route = service.getRoute();
        if (!routes.add(route.getId())) {
            return; // one id twice: who compares the files says so
        }
        if (performed && OURS.contains(scheme(route.getEndpoint()))) {
            super.startRouteService(service, adding);
            return;
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

    private static String scheme(Endpoint endpoint) {
        return endpoint.getEndpointUri().replaceFirst(":.*", "");
    }

    private boolean isTaken(Endpoint input) {
        boolean shared =
                input instanceof MultipleConsumersSupport many
                        && many.isMultipleConsumersSupported();
        return !inputs.add(input) && !shared;
    }
}
