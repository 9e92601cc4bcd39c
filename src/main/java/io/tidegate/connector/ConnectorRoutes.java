package io.tidegate.connector;

import org.apache.camel.model.RouteDefinition;

/** Makes the Camel route of a connector; the route's id is the connector's. */
@FunctionalInterface
public interface ConnectorRoutes {
    RouteDefinition route(Connector connector);

    /** The same connector was read again, maybe from another place in its file. */
    default void moved(Connector connector) {}
}
