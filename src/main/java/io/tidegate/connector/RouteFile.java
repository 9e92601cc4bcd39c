package io.tidegate.connector;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.TemplatedRouteDefinition;
import org.apache.camel.spi.OnCamelContextEvent;
import org.apache.camel.support.LifecycleStrategySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is right of a file, on its way into a context: all of it, or nothing. */
final class RouteFile {
    private static final Logger LOG = LoggerFactory.getLogger(RouteFile.class);

    private final OutflowFile content;
    private final RoutesBuilder builder;
    private final Step makeShared;
    private final Step makeRoutes;
    private final Function<RouteDefinition, Optional<Mark>> written;

    /**
     * @param makeShared what is to be done before its route configurations are added
     * @param makeRoutes what is to be done before its routes are added
     * @param written where a route stands that has no id of its own
     */
    RouteFile(
            OutflowFile content,
            RoutesBuilder builder,
            Step makeShared,
            Step makeRoutes,
            Function<RouteDefinition, Optional<Mark>> written) {
        this.content = content;
        this.builder = builder;
        this.makeShared = makeShared;
        this.makeRoutes = makeRoutes;
        this.written = written;
    }

    /** Its path, as it is shown. */
    String name() {
        return content.file().name();
    }

    List<Connector> connectors() {
        return List.copyOf(content.connectors().values());
    }

    OutflowFile content() {
        return content;
    }

    /** What other files may refer to: beans and route configurations. */
    List<Mistake> addShared(CamelContext context) {
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

    /** Each route by itself, so that the first wrong one does not hide the others. */
    List<Mistake> addRoutes(CamelContext context) {
        List<Mistake> found =
                new ArrayList<>(add(context, content.file().start(), () -> prepare(context)));
        if (found.isEmpty() && builder instanceof RouteBuilder all) {
            Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
            for (RouteDefinition route : List.copyOf(all.getRouteCollection().getRoutes())) {
                Step add = () -> model.addRouteDefinitions(List.of(route));
                tried(context, mark(route), add).ifPresent(found::add);
            }
            if (!found.isEmpty()) {
                remove(context);
            } else if (all instanceof OnCamelContextEvent listener) {
                context.addLifecycleStrategy(LifecycleStrategySupport.adapt(listener));
            }
        }
        return found;
    }

    /** Only a {@link RouteBuilder} can be looked into. */
    private void prepare(CamelContext context) throws Exception {
        makeRoutes.run();
        if (builder instanceof RouteBuilder all) {
            all.prepareModel(context);
        } else {
            context.addRoutes(builder);
        }
    }

    /** Routes from templates, which any file may hold. */
    List<Mistake> addTemplated(CamelContext context) {
        return add(context, content.file().start(), () -> context.addTemplatedRoutes(builder));
    }

    private List<Mistake> add(CamelContext context, Mark otherwise, Step step) {
        Optional<Mistake> mistake = tried(context, otherwise, step);
        mistake.ifPresent(found -> remove(context));
        return mistake.stream().toList();
    }

    private Optional<Mistake> tried(CamelContext context, Mark otherwise, Step step) {
        try {
            step.run();
            return Optional.empty();
        } catch (Exception e) {
            String message = noComponent(context, e).orElseGet(() -> CamelText.message(e));
            Mark mark = mark(e, otherwise);
            return Optional.of(
                    new Mistake(
                            content.roots()
                                    .quoted(mark, message)
                                    .map(content.file()::at)
                                    .orElse(mark),
                            message));
        }
    }

    private static Optional<String> noComponent(CamelContext context, Throwable thrown) {
        EndpointRules rules = new EndpointRules(context);
        return CamelText.causes(thrown).stream()
                .filter(NoSuchEndpointException.class::isInstance)
                .map(e -> ((NoSuchEndpointException) e).getUri())
                .map(uri -> uri.replaceFirst("://", ":")) // as it was written, most often
                .flatMap(uri -> rules.mistake(uri).stream().map(is -> "\"" + uri + "\": " + is))
                .findFirst();
    }

    /** Not every exception names its route, and not every route has a name. */
    private Mark mark(RouteDefinition route) {
        return Optional.ofNullable(content.routes().get(String.valueOf(route.getId())))
                .or(() -> written.apply(route))
                .orElse(content.file().start());
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
