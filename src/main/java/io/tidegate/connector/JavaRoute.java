package io.tidegate.connector;

import org.apache.camel.model.RouteDefinition;

/** A plain Camel route that Java wrote: it is completed and checked as one in YAML is. */
final class JavaRoute {
    private final RouteDefinition route;
    private final Mark mark;

    JavaRoute(RouteDefinition route, JavaSource source) {
        this.route = route;
        String uri = route.getInput() == null ? null : route.getInput().getEndpointUri();
        this.mark = uri == null ? source.file().start() : source.find("\"" + uri + "\"");
    }

    Mark mark() {
        return mark;
    }

    /** Whether it is right; if not, the mistakes are in the reading. */
    boolean check(OwnRoutes own, Reading reading) {
        int before = reading.mistakes().size();
        TriggerRoutes.complete(route);
        OwnPaths.mistake(route.getInput())
                .ifPresent(message -> reading.mistakes().add(mark, message));
        JavaSecrets.refuse(route, mark, reading);
        if (route.getId() != null && route.hasCustomIdAssigned()) {
            own.add(route.getId(), mark);
        }
        return reading.mistakes().size() == before;
    }
}
