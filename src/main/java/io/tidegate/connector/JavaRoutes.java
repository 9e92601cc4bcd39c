package io.tidegate.connector;

import io.tidegate.hook.ScriptLimits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.dsl.yaml.common.YamlDeserializationContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * Reads what a Java class configures: its outflows into connectors, its plain routes as they are.
 */
final class JavaRoutes {
    private final CamelContext context;
    private final ConnectorRoutes routes;
    private final Terms defaults;
    private final ScriptLimits limits;

    JavaRoutes(CamelContext context, ConnectorRoutes routes, Terms defaults, ScriptLimits limits) {
        this.context = context;
        this.routes = routes;
        this.defaults = defaults;
        this.limits = limits;
    }

    /**
     * @param resource whose location ends with the file's name
     * @throws InvalidConnector with every mistake
     */
    RouteFile read(RouteBuilder builder, JavaSource source, Resource resource) {
        HeldRoutes plain = new HeldRoutes();
        builder.getRouteCollection().setRoutes(plain);
        configure(builder, source, resource);
        Reading reading = new Reading(source.file(), camel(resource), limits, new Mistakes());
        OwnRoutes own = new OwnRoutes();
        Map<Integer, Connector> connectors = new LinkedHashMap<>();
        for (NodeTuple outflow : outflows(builder)) {
            new OutflowReader(defaults, reading)
                    .read(outflow.getKeyNode(), outflow.getValueNode())
                    .ifPresent(connector -> connectors.put(connectors.size(), connector));
        }
        connectors
                .values()
                .forEach(one -> own.add(one.id(), one.label().mark(), reading.mistakes()));
        plain.forEach(route -> new JavaRoute(route, source).check(own, reading));
        if (!reading.mistakes().isEmpty()) {
            throw new InvalidConnector(reading.mistakes().list());
        }
        return new RouteFile(
                new OutflowFile(source.file(), connectors, own.marks(), List.of()),
                builder,
                () -> {},
                () -> {
                    connectors.values().forEach(one -> add(builder, routes.route(one)));
                    plain.release();
                });
    }

    private static void add(RouteBuilder builder, RouteDefinition route) {
        builder.getRouteCollection().route(route);
    }

    private static List<NodeTuple> outflows(RouteBuilder builder) {
        return builder instanceof ConnectorBuilder ours ? ours.outflows() : List.of();
    }

    private void configure(RouteBuilder builder, JavaSource source, Resource resource) {
        if (builder instanceof ConnectorBuilder ours) {
            ours.writtenIn(source);
        }
        builder.setResource(resource);
        try {
            builder.configureRoutes(context);
        } catch (Exception | LinkageError | AssertionError e) {
            throw failed("configure()", e, source);
        }
    }

    /** What an author's code threw, at their line. */
    static InvalidConnector failed(String what, Throwable thrown, JavaSource source) {
        String message =
                what
                        + " failed: "
                        + thrown.getClass().getSimpleName()
                        + (thrown.getMessage() == null ? "" : ": " + thrown.getMessage());
        return new InvalidConnector(List.of(new Mistake(source.mark(thrown), message)));
    }

    private YamlDeserializationContext camel(Resource resource) {
        YamlDeserializationContext camel =
                new YamlDeserializationContext(LoadSettings.builder().build());
        camel.setResource(resource);
        camel.setCamelContext(context);
        return camel;
    }
}
