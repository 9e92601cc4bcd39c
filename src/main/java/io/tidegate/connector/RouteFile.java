package io.tidegate.connector;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.TemplatedRouteDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that was read without a mistake, on its way into the running context: all of it, or
 * nothing.
 */
final class RouteFile {
    private static final Logger LOG = LoggerFactory.getLogger(RouteFile.class);

    private final OutflowFile content;
    private final RoutesBuilder builder;
    private final Step makeShared;
    private final Step makeRoutes;

    /**
     * @param makeShared what is to be done before its route configurations are added
     * @param makeRoutes what is to be done before its routes are added
     */
    RouteFile(OutflowFile content, RoutesBuilder builder, Step makeShared, Step makeRoutes) {
        this.content = content;
        this.builder = builder;
        this.makeShared = makeShared;
        this.makeRoutes = makeRoutes;
    }

    /** Its path, as it is shown. */
    String name() {
        return content.file().name();
    }

    List<Connector> connectors() {
        return List.copyOf(content.connectors().values());
    }

    Map<String, Mark> routes() {
        return content.routes();
    }

    /** What other files may refer to: beans and route configurations. */
    Optional<Mistake> addShared(CamelContext context) {
        return add(
                context,
                content.file().start(),
                () -> {
                    makeShared.run();
                    if (builder instanceof RouteConfigurationsBuilder configurations) {
                        context.addRoutesConfigurations(configurations);
                    }
                });
    }

    Optional<Mistake> addRoutes(CamelContext context) {
        // Not every exception names its route.
        Mark alone =
                content.routes().size() == 1
                        ? content.routes().values().iterator().next()
                        : content.file().start();
        return add(
                context,
                alone,
                () -> {
                    makeRoutes.run();
                    context.addRoutes(builder);
                });
    }

    /** Routes from templates, which any file may hold. */
    Optional<Mistake> addTemplated(CamelContext context) {
        return add(context, content.file().start(), () -> context.addTemplatedRoutes(builder));
    }

    private Optional<Mistake> add(CamelContext context, Mark otherwise, Step step) {
        try {
            step.run();
            return Optional.empty();
        } catch (Exception e) {
            remove(context);
            return Optional.of(new Mistake(mark(e, otherwise), CamelText.message(e)));
        }
    }

    private Mark mark(Throwable thrown, Mark usual) {
        Mark otherwise = usual;
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            String id =
                    t instanceof FailedToCreateRouteException create
                            ? create.getRouteId()
                            : t instanceof FailedToStartRouteException start
                                    ? start.getRouteId()
                                    : "";
            otherwise = content.routes().getOrDefault(id, otherwise);
        }
        return CamelText.mark(thrown, content.file(), otherwise);
    }

    /** Takes back whatever of this file got into the context. */
    void remove(CamelContext context) {
        if (builder instanceof RouteBuilder added) {
            Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
            Set<RouteDefinition> routes = new HashSet<>(added.getRouteCollection().getRoutes());
            routes.forEach(route -> quietly(() -> removeRoute(context, model, route)));
            for (TemplatedRouteDefinition route :
                    added.getTemplatedRouteCollection().getTemplatedRoutes()) {
                quietly(
                        () ->
                                removeRoute(
                                        context,
                                        model,
                                        model.getRouteDefinition(route.getRouteId())));
            }
            for (RouteTemplateDefinition template :
                    added.getRouteTemplateCollection().getRouteTemplates()) {
                quietly(() -> model.removeRouteTemplateDefinition(template));
            }
            if (added instanceof RouteConfigurationBuilder shared) {
                shared.getRouteConfigurationCollection()
                        .getRouteConfigurations()
                        .forEach(one -> quietly(() -> model.removeRouteConfiguration(one)));
            }
        }
        content.beans().forEach(context.getRegistry()::unbind);
    }

    private static void removeRoute(CamelContext context, Model model, RouteDefinition route)
            throws Exception {
        if (route != null && model.getRouteDefinitions().contains(route)) {
            context.getRouteController().stopRoute(route.getId());
            context.removeRoute(route.getId());
            model.removeRouteDefinition(route);
        }
    }

    private static void quietly(Step step) {
        try {
            step.run();
        } catch (Exception e) {
            LOG.warn(
                    "A part of a refused route file could not be taken back and may stay until the restart",
                    e);
        }
    }

    /** Something that may fail as Camel fails. */
    interface Step {
        void run() throws Exception;
    }
}
