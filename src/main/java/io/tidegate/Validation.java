package io.tidegate;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import io.tidegate.cli.Refused;
import io.tidegate.config.Settings;
import io.tidegate.connector.ConnectorFiles;
import io.tidegate.connector.Loaded;
import io.tidegate.connector.Terms;
import io.tidegate.delivery.EventLoops;
import io.tidegate.delivery.HttpSender;
import io.tidegate.delivery.TargetGuard;
import io.tidegate.hook.ScriptLimits;
import io.tidegate.journal.SqlUnopened;
import io.tidegate.observe.Metrics;
import io.tidegate.route.Dispatcher;
import io.tidegate.route.OutflowRoutes;
import io.tidegate.route.References;
import io.tidegate.route.Rehearsal;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Route files as the server would read them at its start, in a Camel context whose routes never
 * start: no journal, no port, no connection, no lock on the data folder.
 */
final class Validation implements AutoCloseable {
    private final Silence silence = new Silence();
    private final Terms terms;
    private final ScriptLimits limits;
    private final Clock clock = Clock.systemUTC();
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final EventLoops loops = EventLoops.of(vertx, 1);
    private final Dispatcher dispatcher;
    private final Main camel;
    private final OutflowRoutes outflows;

    private Validation(Settings settings) {
        terms = Server.terms(settings);
        limits = ScriptLimits.DEFAULT.withTime(settings.hookTimeout());
        dispatcher = new Dispatcher(terms, loops, 0, clock, new Metrics());
        camel = new RehearsingMain(new Rehearsal(dispatcher));
        TargetGuard guard = new TargetGuard(false, List.of(), clock);
        outflows =
                new OutflowRoutes(
                        new HttpSender.Network(vertx, loops, guard, uri -> uri),
                        new References(name -> null, name -> null),
                        clock,
                        dispatcher,
                        terms);
    }

    /**
     * @param paths files, and folders whose {@code *.yaml} and {@code *.java} are read
     * @throws Refused if one is not there
     */
    static Loaded of(List<Path> paths, Settings settings) {
        List<Path> files = files(paths);
        try (Validation validation = new Validation(settings)) {
            return validation.load(files, settings.routesDir());
        }
    }

    /**
     * @param ours as {@code outflow:}; else as a route of Camel's
     * @throws Refused if there is no such connector in the routes folder
     */
    static String export(String connector, boolean ours, Settings settings) {
        Path folder = settings.routesDir();
        List<Path> files = files(List.of(folder));
        try (Validation validation = new Validation(settings)) {
            Loaded loaded = validation.load(files, folder);
            return new Export(
                            validation.outflows,
                            validation.terms,
                            validation.camel.getCamelContext())
                    .of(Export.find(connector, loaded, folder), ours);
        }
    }

    private static List<Path> files(List<Path> paths) {
        Map<Path, Path> files = new LinkedHashMap<>();
        for (Path path : paths) {
            for (Path file : files(path)) {
                files.putIfAbsent(file.toAbsolutePath().normalize(), file);
            }
        }
        return List.copyOf(files.values());
    }

    private static List<Path> files(Path path) {
        try {
            if (Files.isDirectory(path)) {
                return ConnectorFiles.list(path);
            }
        } catch (IOException e) {
            throw Refused.no("the folder " + path + " cannot be read: " + e.getMessage());
        }
        if (!Files.exists(path)) {
            throw Refused.wrongUse("there is no file or folder " + path);
        }
        if (!ConnectorFiles.isRouteFile(path)) {
            throw Refused.wrongUse(path + " is no route file: the server reads *.yaml and *.java");
        }
        return List.of(path.normalize());
    }

    private Loaded load(List<Path> files, Path folder) {
        camel.configure().withJmxEnabled(false).withStreamCachingEnabled(false);
        camel.bind("deliveries", dispatcher);
        camel.bind("journal", SqlUnopened.dataSource());
        camel.bind("sink", SqlUnopened.dataSource());
        try {
            camel.start();
        } catch (Exception e) {
            throw new IllegalStateException("Camel did not start: " + e.getMessage(), e);
        }
        CamelContext context = camel.getCamelContext();
        outflows.configure(context);
        context.getRegistry().bind("scripts", limits);
        context.getRegistry().bind("routes", folder);
        try {
            return new ConnectorFiles(context, outflows, terms, limits)
                    .thoroughly()
                    .load(files, folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the class path could not be closed", e);
        }
    }

    @Override
    public void close() {
        camel.stop();
        dispatcher.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        silence.close();
    }

    /** The same Camel as the server's, but for its context. */
    private static final class RehearsingMain extends Main {
        private final Rehearsal rehearsal;

        RehearsingMain(Rehearsal rehearsal) {
            this.rehearsal = rehearsal;
        }

        @Override
        protected CamelContext createCamelContext() {
            rehearsal.getCamelContextExtension().setRegistry(registry);
            return rehearsal;
        }
    }

    /** What Camel would log is among the mistakes, and the output may be JSON. */
    private static final class Silence extends TurboFilter {
        private final LoggerContext log = (LoggerContext) LoggerFactory.getILoggerFactory();

        Silence() {
            log.addTurboFilter(this);
        }

        @Override
        public FilterReply decide(
                @Nullable Marker marker,
                Logger logger,
                Level level,
                @Nullable String format,
                Object @Nullable [] parameters,
                @Nullable Throwable thrown) {
            return FilterReply.DENY;
        }

        void close() {
            log.getTurboFilterList().remove(this);
        }
    }
}
