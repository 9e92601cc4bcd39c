package io.tidegate.connector;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.ResourceHelper;

/**
 * A class of a jar on the class path that says it holds routes, by the jar's {@code
 * META-INF/services/org.apache.camel.RoutesBuilder}.
 */
final class PackagedBuilder implements Candidate {
    private static final String SERVICES = "META-INF/services/" + RoutesBuilder.class.getName();

    private final ServiceLoader.Provider<RoutesBuilder> provider;
    private final JavaSource source;
    private final JavaRoutes routes;

    private PackagedBuilder(
            ServiceLoader.Provider<RoutesBuilder> provider, Path folder, JavaRoutes routes) {
        this.provider = provider;
        this.source = JavaSource.of(provider.type(), folder);
        this.routes = routes;
    }

    /**
     * @param folder what the paths in them are relative to
     */
    static List<Candidate> all(Path folder, JavaRoutes routes) {
        List<Candidate> all = new ArrayList<>();
        Iterator<ServiceLoader.Provider<RoutesBuilder>> found =
                ServiceLoader.load(RoutesBuilder.class).stream().iterator();
        while (true) {
            try {
                if (!found.hasNext()) {
                    return all;
                }
                all.add(new PackagedBuilder(found.next(), folder, routes));
            } catch (ServiceConfigurationError e) {
                all.add(new Broken(folder, String.valueOf(e.getMessage())));
            }
        }
    }

    @Override
    public SourceFile file() {
        return source.file();
    }

    @Override
    public Optional<RouteFile> read(Findings found) {
        RoutesBuilder builder;
        try {
            builder = provider.get();
        } catch (ServiceConfigurationError e) {
            throw JavaRoutes.failed(
                    "its constructor", e.getCause() == null ? e : e.getCause(), source);
        }
        if (!(builder instanceof RouteBuilder configured)) {
            throw new InvalidConnector(
                    List.of(
                            new Mistake(
                                    file().start(),
                                    source.author()
                                            + " must be a ConnectorBuilder or a RouteBuilder of Camel")));
        }
        return Optional.of(
                routes.read(
                        configured,
                        source,
                        ResourceHelper.fromString("classpath:" + file().name(), ""),
                        found));
    }

    @Override
    public NamedConnectors named() {
        return NamedConnectors.NONE;
    }

    /** A line of a jar's list that names no such class. */
    private record Broken(Path folder, String message) implements Candidate {
        @Override
        public SourceFile file() {
            return new SourceFile(SERVICES, folder);
        }

        @Override
        public Optional<RouteFile> read(Findings found) {
            throw new InvalidConnector(List.of(new Mistake(file().start(), message)));
        }

        @Override
        public NamedConnectors named() {
            return NamedConnectors.NONE;
        }
    }
}
