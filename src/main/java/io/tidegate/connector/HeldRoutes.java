package io.tidegate.connector;

import java.util.ArrayList;
import org.apache.camel.model.RouteDefinition;

/**
 * The routes of a builder, which Camel would prepare as soon as {@code configure} ends: before it
 * is known whether the file is right, and before the route configurations of other files are there.
 */
final class HeldRoutes extends ArrayList<RouteDefinition> {
    @Override
    public boolean add(RouteDefinition route) {
        route.markPrepared();
        return super.add(route);
    }

    void release() {
        forEach(RouteDefinition::markUnprepared);
    }
}
