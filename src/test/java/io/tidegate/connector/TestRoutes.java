package io.tidegate.connector;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.model.RouteDefinition;

/** The least a connector's route can be; counts how often each is made. */
final class TestRoutes implements ConnectorRoutes {
    final List<String> made = new ArrayList<>();

    @Override
    public RouteDefinition route(Connector connector) {
        made.add(connector.id());
        RouteDefinition route = new RouteDefinition("direct:" + connector.id());
        route.routeId(connector.id());
        for (HookStage stage : connector.stages().before()) {
            if (stage instanceof CamelStage step) {
                route.addOutput(step.definition());
            }
        }
        route.to("mock:" + connector.id());
        return route;
    }
}
