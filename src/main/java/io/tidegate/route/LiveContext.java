package io.tidegate.route;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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

    /** Taken out; deliveries may be in them still. */
    private final Set<RouteService> loosened = new HashSet<>();

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
            loosened.add(service);
            return new Loose(service, definition);
        } finally {
            getLock().unlock();
        }
    }

    /** Knows it again, as if it had never been away. */
    void fasten(Loose loose) {
        getLock().lock();
        try {
            loosened.remove(loose.service());
            getRouteServices().put(loose.service().getId(), loose.service());
            getCamelContextExtension().addRoute(loose.service().getRoute());
            if (loose.definition() != null) {
                getRouteDefinitions().add(loose.definition());
            }
        } finally {
            getLock().unlock();
        }
    }

    /** Ends their steps, and the endpoints that no other route uses. */
    void end(List<Loose> over) {
        getLock().lock();
        try {
            over.forEach(one -> loosened.remove(one.service()));
            Set<Endpoint> unused = onlyIn(over);
            over.forEach(this::stop);
            for (Endpoint endpoint : unused) {
                removeEndpoint(endpoint);
            }
        } catch (Exception e) {
            LOG.warn(
                    "endpoints of former versions of routes could not be ended; they stay in memory until the next start: {}",
                    e.getMessage());
        } finally {
            getLock().unlock();
        }
    }

    private void stop(Loose one) {
        try {
            one.service().setRemovingRoutes(true);
            one.service().stop();
        } catch (RuntimeException e) {
            LOG.warn(
                    "the former version of route {} could not be ended whole; what is left of it stays in memory until the next start: {}",
                    one.service().getId(),
                    e.getMessage());
        }
    }

    /** Those are not among them that another route uses, or one that is taken out and not over. */
    private Set<Endpoint> onlyIn(List<Loose> over) {
        Set<Endpoint> endpoints = new HashSet<>();
        over.forEach(one -> endpoints.addAll(of(one.service())));
        List<RouteService> others = new ArrayList<>(getRouteServices().values());
        others.addAll(loosened);
        others.forEach(other -> endpoints.removeAll(of(other)));
        return endpoints;
    }

    private static Set<Endpoint> of(RouteService service) {
        Set<Endpoint> endpoints = new HashSet<>(service.gatherEndpoints());
        endpoints.add(service.getRoute().getEndpoint());
        return endpoints;
    }
}
