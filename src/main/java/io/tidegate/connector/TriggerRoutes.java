package io.tidegate.connector;

import java.util.Set;
import org.apache.camel.dsl.yaml.common.YamlDeserializerResolver;
import org.apache.camel.dsl.yaml.deserializers.CustomResolver;
import org.apache.camel.dsl.yaml.deserializers.OutputAwareFromDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.ConstructNode;

/**
 * A plain {@code route:} or {@code from:} that begins with {@code trigger:} and names no route
 * configuration gets the one that connectors share, so that its failures are the journal's to
 * repeat and not Camel's to log. {@code events:} alone, which Camel refuses as a URI, becomes
 * {@code events:intake}.
 */
public final class TriggerRoutes implements YamlDeserializerResolver {
    /** The id of the route configuration that connectors share. */
    public static final String CONFIGURATION = "tidegate";

    /** A route may also be written as its {@code from:} alone. */
    private static final Set<String> ROOTS = Set.of("route", "from");

    private static final int ORDER = YamlDeserializerResolver.ORDER_HIGHEST + 1_001;

    private final CustomResolver camel = new CustomResolver(null);

    TriggerRoutes() {}

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public @Nullable ConstructNode resolve(String id) {
        ConstructNode original = ROOTS.contains(id) ? camel.resolve(id) : null;
        return original == null ? null : node -> completed(route(original.construct(node)));
    }

    /** What Camel's loader would make of a {@code from:} alone, but earlier. */
    private static RouteDefinition route(Object made) {
        if (!(made instanceof OutputAwareFromDefinition from)) {
            return (RouteDefinition) made;
        }
        RouteDefinition route = new RouteDefinition();
        route.setInput(from.getDelegate());
        route.setOutputs(from.getOutputs());
        return route;
    }

    private static RouteDefinition completed(RouteDefinition route) {
        complete(route);
        return route;
    }

    /** What is done to such a route wherever it was written. */
    static void complete(RouteDefinition route) {
        for (ToDefinition to :
                ProcessorDefinitionHelper.filterTypeInOutputs(
                        route.getOutputs(), ToDefinition.class)) {
            if ("events:".equals(to.getUri())) {
                to.setUri("events:intake");
            }
        }
        boolean trigger =
                route.getInput() != null
                        && route.getInput().getEndpointUri().startsWith("trigger:");
        if (trigger && route.getRouteConfigurationId() == null) {
            route.setRouteConfigurationId(CONFIGURATION);
        }
    }
}
