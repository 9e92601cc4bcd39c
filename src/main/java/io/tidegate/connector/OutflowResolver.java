package io.tidegate.connector;

import java.util.Map;
import java.util.Objects;
import org.apache.camel.dsl.yaml.common.YamlDeserializerResolver;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.ConstructNode;

/** Gives Camel's YAML the route of each connector that was read from the file. */
final class OutflowResolver implements YamlDeserializerResolver {
    /**
     * Camel keeps resolvers in a set by order: one with an order that is taken is dropped in
     * silence.
     */
    private static final int ORDER = YamlDeserializerResolver.ORDER_HIGHEST + 1_000;

    private final Map<Integer, Connector> connectors;
    private final ConnectorRoutes routes;

    OutflowResolver(Map<Integer, Connector> connectors, ConnectorRoutes routes) {
        this.connectors = connectors;
        this.routes = routes;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public @Nullable ConstructNode resolve(String id) {
        return FileReader.CONNECTORS.contains(id)
                ? node ->
                        routes.route(Objects.requireNonNull(connectors.get(FileReader.index(node))))
                : null;
    }
}
