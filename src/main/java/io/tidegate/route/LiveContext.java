package io.tidegate.route;

import java.util.HashSet;
import java.util.Set;
import org.apache.camel.Endpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.RouteService;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's Camel context, from which a route can be taken without being stopped: Camel's own
 * stop would wait for the requests on the wire, and cut them off in the end.
 */
public final class LiveContext extends DefaultCamelContext {
    private static final Logger LOG = LoggerFactory.getLogger(LiveContext.class);

    /** A route that the context knows no more, with all its steps still running. */
    record Loose(RouteService service, @Nullable RouteDefinition definition) {}

    public LiveContext() {
        super(false); // camel-main builds it
    }

    /** Forgets the route; null if there is none of this id. */
    @Nullable Loose loosen(String id) {
        getLock().lock();
        try {
            RouteService service = getRouteServices().remove(id);
            if (service == null) {
                return null;
            }
            getCamelContextExtension().removeRoute(service.getRoute());
            getCamelContextExtension()
                    .getRouteStartupOrder()
                    .removeIf(order -> order.getRoute() == service.getRoute());
            RouteDefinition definition = getRouteDefinition(id);
            getRouteDefinitions().remove(definition);
            return new Loose(service, definition);
        } finally {
            getLock().unlock();
        }
    }

    /** Knows it again, as if it had never been away. */
    void fasten(Loose loose) {
        getLock().lock();
        try {
            getRouteServices().put(loose.service().getId(), loose.service());
            getCamelContextExtension().addRoute(loose.service().getRoute());
            if (loose.definition() != null) {
                getRouteDefinitions().add(loose.definition());
            }
        } finally {
            getLock().unlock();
        }
    }

    /** Ends its steps, and the endpoints that no other route uses. */
    void end(Loose loose) {
        getLock().lock();
        try {
            Set<Endpoint> endpoints = new HashSet<>(loose.service().gatherEndpoints());
            endpoints.add(loose.service().getRoute().getEndpoint());
            getRouteServices()
                    .values()
                    .forEach(
                            other -> {
                                endpoints.removeAll(other.gatherEndpoints());
                                endpoints.remove(other.getRoute().getEndpoint());
                            });
            loose.service().setRemovingRoutes(true);
            loose.service().stop();
            for (Endpoint endpoint : endpoints) {
                removeEndpoint(endpoint);
            }
        } catch (Exception e) {
            LOG.warn(
                    "the former version of route {} could not be ended whole; what is left of it stays in memory until the next start: {}",
                    loose.service().getId(),
                    e.getMessage());
        } finally {
            getLock().unlock();
        }
    }
}
