package io.tidegate.connector;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.dsl.yaml.common.YamlDeserializationContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Reads what a Java class configures: its connectors, its plain routes as they are. */
final class JavaRoutes {
    private final Loading with;

    JavaRoutes(Loading with) {
        this.with = with;
    }

    /**
     * @param resource whose location ends with the file's name
     * @param found told what was read, and the mistakes of what is right in part
     * @throws InvalidConnector with every mistake
     */
    RouteFile read(RouteBuilder builder, JavaSource source, Resource resource, Findings found) {
        HeldRoutes plain = new HeldRoutes();
        builder.getRouteCollection().setRoutes(plain);
        configure(builder, source, resource);
        Reading reading = new Reading(source.file(), camel(resource), with.limits());
        Prints prints = new Prints(String.join("\n", source.lines()));
        OwnRoutes own = new OwnRoutes(reading.mistakes());
        Map<Integer, Connector> connectors = new LinkedHashMap<>();
        for (NodeTuple ours : connectors(builder)) {
            int before = reading.files().count();
            FileReader.connector(ours, with.defaults(), reading, own::add)
                    .ifPresent(
                            connector -> {
                                connectors.put(connectors.size(), connector);
                                prints.route(
                                        connector.id(),
                                        ours.getValueNode(),
                                        reading.files(),
                                        before);
                            });
        }
        IdentityHashMap<RouteDefinition, Mark> marks = checked(plain, source, own, reading);
        plain.forEach(route -> prints.route(id(route)));
        if (makesMoreThanRoutes(builder)) {
            prints.shared();
        }
        OutflowFile content =
                new OutflowFile(
                        reading, connectors, own.marks(), List.of(), new RootNodes(), prints);
        found.read(content);
        if (!reading.mistakes().isEmpty() && !with.thorough()) {
            throw new InvalidConnector(reading.mistakes().list());
        }
        found.add(source.file().name(), reading.mistakes().list());
        return new RouteFile(
                content,
                builder,
                () -> {},
                () -> {
                    connectors.values().stream()
                            .filter(one -> !with.table().isSame(one.id(), prints))
                            .forEach(one -> add(builder, with.routes().route(one)));
                    plain.removeIf(route -> with.table().isSame(id(route), prints));
                    plain.release();
                },
                route -> Optional.ofNullable(marks.get(route)));
    }

    /** Takes the wrong ones out; gives where each stands. */
    private static IdentityHashMap<RouteDefinition, Mark> checked(
            HeldRoutes plain, JavaSource source, OwnRoutes own, Reading reading) {
        IdentityHashMap<RouteDefinition, Mark> marks = new IdentityHashMap<>();
        for (RouteDefinition route : List.copyOf(plain)) {
            JavaRoute written = new JavaRoute(route, source);
            marks.put(route, written.mark());
            if (!written.check(own, reading)) {
                plain.remove(route);
            }
        }
        return marks;
    }

    private static String id(RouteDefinition route) {
        return String.valueOf(route.getId());
    }

    private static boolean makesMoreThanRoutes(RouteBuilder builder) {
        return builder instanceof RouteConfigurationBuilder
                || !builder.getRouteTemplateCollection().getRouteTemplates().isEmpty()
                || !builder.getTemplatedRouteCollection().getTemplatedRoutes().isEmpty()
                || !builder.getRestCollection().getRests().isEmpty();
    }

    private static void add(RouteBuilder builder, RouteDefinition route) {
        builder.getRouteCollection().route(route);
    }

    private static List<NodeTuple> connectors(RouteBuilder builder) {
        return builder instanceof ConnectorBuilder ours ? ours.connectors() : List.of();
    }

    private void configure(RouteBuilder builder, JavaSource source, Resource resource) {
        if (builder instanceof ConnectorBuilder ours) {
            ours.writtenIn(source);
        }
        builder.setResource(resource);
        try {
            builder.configureRoutes(with.context());
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
        camel.setCamelContext(with.context());
        return camel;
    }
}
