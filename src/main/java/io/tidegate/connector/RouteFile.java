package io.tidegate.connector;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;

/** What is right of a file, on its way into a context: all of it, or nothing. */
final class RouteFile {
    private final OutflowFile content;
    private final RouteBuilder builder;
    private final SharedParts shared;
    private final Swap.Step makeRoutes;
    private final Function<RouteDefinition, Optional<Mark>> written;

    /**
     * @param makeBeans what is to be done before its route configurations are added
     * @param makeRoutes what is to be done before its routes are added
     * @param written where a route stands that has no id of its own
     */
    RouteFile(
            OutflowFile content,
            RouteBuilder builder,
            Swap.Step makeBeans,
            Swap.Step makeRoutes,
            Function<RouteDefinition, Optional<Mark>> written) {
        this.content = content;
        this.builder = builder;
        this.shared = new SharedParts(content.beans(), builder, makeBeans);
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

    Prints prints() {
        return content.prints();
    }

    SharedParts shared() {
        return shared;
    }

    RouteBuilder builder() {
        return builder;
    }

    /** Its routes, once they are made. */
    List<RouteDefinition> routes() {
        return List.copyOf(builder.getRouteCollection().getRoutes());
    }

    /**
     * Makes its routes.
     *
     * @throws Exception as Camel fails
     */
    void prepare(CamelContext context) throws Exception {
        makeRoutes.run();
        builder.prepareModel(context);
    }

    /** What Camel says of a step that has to do with the whole file. */
    Optional<Mistake> tried(CamelContext context, Swap.Step step) {
        return tried(context, content.file().start(), step);
    }

    /** What Camel says of a step that has to do with one of its routes. */
    Optional<Mistake> tried(CamelContext context, RouteDefinition route, Swap.Step step) {
        return tried(context, mark(route), step);
    }

    private Optional<Mistake> tried(CamelContext context, Mark otherwise, Swap.Step step) {
        try {
            step.run();
            return Optional.empty();
        } catch (Exception | Error e) { // an author's class may throw anything
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
}
