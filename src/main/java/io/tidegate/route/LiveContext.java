package io.tidegate.route;

import io.tidegate.delivery.TriggerEndpoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
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

    /** Taken before Camel's own locks, which are two: the model's, and then the context's. */
    private final ReentrantLock changing = new ReentrantLock();

    /** A route that the context knows no more, with all its steps still running. */
    record Loose(RouteService service, @Nullable RouteDefinition definition) {}

    /** Taken out; deliveries may be in them still. */
    private final Set<RouteService> loosened = new HashSet<>();

    public LiveContext() {
        super(false); // camel-main builds it
    }

    /**
     * Camel asks before it adds any route, and looks at all of them before it finds that there is
     * none of this id.
     */
    @Override
    public boolean removeRoute(String id) throws Exception {
        return getRouteServices().containsKey(id) && super.removeRoute(id);
    }

    /** A route that is being made uses endpoints before it is known as a route. */
    @Override
    public void addRouteDefinitions(Collection<RouteDefinition> routes) throws Exception {
        changing.lock();
        try {
            super.addRouteDefinitions(routes);
        } finally {
            changing.unlock();
        }
    }

    /** Forgets the route; null if there is none of this id. */
    @Nullable Loose loosen(String id) {
        changing.lock();
        try {
            RouteDefinition definition = getRouteDefinition(id);
            RouteService service = unregistered(id);
            if (service == null) {
                return null;
            }
            getRouteDefinitions().remove(definition);
            loosened.add(service);
            return new Loose(service, definition);
        } finally {
            changing.unlock();
        }
    }

    private @Nullable RouteService unregistered(String id) {
        getLock().lock();
        try {
            RouteService service = getRouteServices().remove(id);
            if (service != null) {
                getCamelContextExtension().removeRoute(service.getRoute());
                getCamelContextExtension()
                        .getRouteStartupOrder()
                        .removeIf(order -> order.getRoute() == service.getRoute());
            }
            return service;
        } finally {
            getLock().unlock();
        }
    }

    /** Knows it again, as if it had never been away. */
    void fasten(Loose loose) {
        changing.lock();
        try {
            loosened.remove(loose.service());
            register(loose.service());
            if (loose.definition() != null) {
                getRouteDefinitions().add(loose.definition());
            }
        } finally {
            changing.unlock();
        }
    }

    private void register(RouteService service) {
        getLock().lock();
        try {
            getRouteServices().put(service.getId(), service);
            getCamelContextExtension().addRoute(service.getRoute());
        } finally {
            getLock().unlock();
        }
    }

    /** Ends its steps, and the endpoints that no other route uses. */
    void end(Loose loose) {
        changing.lock();
        getLock().lock();
        try {
            loosened.remove(loose.service());
            endAlone(loose);
        } finally {
            getLock().unlock();
            changing.unlock();
        }
    }

    private void endAlone(Loose loose) {
        try {
            Set<Endpoint> endpoints = endpoints(loose.service());
            usedBySomeRoute(endpoints).forEach(endpoints::remove);
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
        }
    }

    /** Of these endpoints. A trigger is nothing but the beginning of a route: that is soon seen. */
    private Set<Endpoint> usedBySomeRoute(Set<Endpoint> endpoints) {
        boolean begins = endpoints.stream().allMatch(TriggerEndpoint.class::isInstance);
        Set<Endpoint> used = new HashSet<>();
        List<RouteService> others = new ArrayList<>(getRouteServices().values());
        others.addAll(loosened);
        for (RouteService other : others) {
            if (begins) {
                used.add(other.getRoute().getEndpoint());
            } else {
                used.addAll(endpoints(other));
            }
        }
        return used;
    }

    private static Set<Endpoint> endpoints(RouteService service) {
        Set<Endpoint> endpoints = new HashSet<>();
        for (Endpoint endpoint : service.gatherEndpoints()) {
            endpoints.add(endpoint);
            if (endpoint instanceof RequestEndpoint request && request.target() != null) {
                endpoints.add(request.target());
            }
        }
        endpoints.add(service.getRoute().getEndpoint());
        return endpoints;
    }
}
