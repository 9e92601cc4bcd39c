package io.tidegate.connector;

import io.tidegate.hook.ScriptLimits;
import org.apache.camel.CamelContext;

/**
 * What files of routes are read with.
 *
 * @param context where their routes are put
 * @param defaults what holds for a connector that says nothing else
 * @param thorough whether what is right of a file with mistakes is built too, to find those that
 *     only show then
 * @param table which versions of which routes are in the context
 */
record Loading(
        CamelContext context,
        ConnectorRoutes routes,
        Terms defaults,
        ScriptLimits limits,
        boolean thorough,
        RouteTable table) {}
