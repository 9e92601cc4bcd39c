package io.tidegate;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import io.tidegate.cli.Refused;
import io.tidegate.config.Settings;
import io.tidegate.connector.Connector;
import io.tidegate.connector.ConnectorFiles;
import io.tidegate.connector.ConnectorText;
import io.tidegate.connector.ConsoleFiles;
import io.tidegate.connector.FoundFile;
import io.tidegate.connector.Loaded;
import io.tidegate.connector.Terms;
import io.tidegate.connector.Unwritable;
import io.tidegate.delivery.EventLoops;
import io.tidegate.event.Triggers;
import io.tidegate.hook.ScriptLimits;
import io.tidegate.journal.SqlUnopened;
import io.tidegate.rehearsal.TrialBench;
import io.tidegate.route.CamelYaml;
import io.tidegate.route.Rehearsal;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Route files as the server would read them at its start, in a Camel context that is connected to
 * nothing: no journal, no port, no lock on the data folder.
 */
final class Offline implements AutoCloseable {
    private final Silence silence = new Silence();
    private final Terms terms;
    private final ScriptLimits limits;
    private final Path folder;
    private final ConsoleFiles console;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final TrialBench bench;
    private final Main camel;

    private Offline(Settings settings, boolean trying) {
        terms = Defaults.terms(settings);
        limits = ScriptLimits.DEFAULT.withTime(settings.hookTimeout());
        folder = settings.routesDir();
        console = ServerAuthoring.files(settings);
        bench = new TrialBench(terms, EventLoops.of(vertx, 1));
        camel =
                new ContextMain(
                        trying
                                ? Rehearsal.toTry(bench.dispatcher())
                                : Rehearsal.toLookAt(bench.dispatcher()));
        start(trying);
    }

    /** One whose routes are built and never run. */
    static Offline toLookAt(Settings settings) {
        return new Offline(settings, false);
    }

    /** One whose connectors can be run, with nothing sent. */
    static Offline toTry(Settings settings) {
        return new Offline(settings, true);
    }

    private void start(boolean trying) {
        camel.configure()
                .withJmxEnabled(false)
                .withStreamCachingEnabled(false)
                .withShutdownTimeout(1); // a step that hangs may be left behind
        camel.bind("deliveries", bench.dispatcher());
        camel.bind("journal", SqlUnopened.dataSource());
        camel.bind("sink", SqlUnopened.dataSource());
        try {
            camel.start();
        } catch (Exception e) {
            throw new IllegalStateException("Camel did not start: " + e.getMessage(), e);
        }
        camel.getCamelContext().getRegistry().bind("tidegate-scripts", limits);
        camel.getCamelContext().getRegistry().bind("tidegate-routes", folder);
        if (trying) {
            bench.prepare(camel.getCamelContext());
        } else {
            bench.routes().configure(camel.getCamelContext());
        }
    }

    /**
     * Once.
     *
     * @param paths files, and folders whose {@code *.yaml} and {@code *.java} are read; none: the
     *     routes folder
     * @throws Refused if one is not there
     */
    Loaded load(List<Path> paths) {
        CamelContext context = camel.getCamelContext();
        try {
            return new ConnectorFiles(context, bench.routes(), terms, limits)
                    .thoroughly()
                    .load(files(paths.isEmpty() ? List.of(folder) : paths), folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the class path could not be closed", e);
        }
    }

    /** What a start would read; once. */
    private Loaded withConsole() {
        try {
            return new ConnectorFiles(camel.getCamelContext(), bench.routes(), terms, limits)
                    .thoroughly()
                    .load(files(folder), folder, console);
        } catch (IOException e) {
            throw new UncheckedIOException("the console's connectors cannot be read", e);
        }
    }

    /**
     * One of the routes folder, or of the console; once.
     *
     * @throws Refused if it is not there, or its file has mistakes
     */
    Connector connector(String id) {
        Loaded loaded = withConsole();
        return loaded.connectors().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> missing(id, loaded));
    }

    /**
     * One of the routes folder as text; once.
     *
     * @param ours as {@code outflow:}; else as a route of Camel's
     * @throws Refused if it is not there, its file has mistakes, or YAML cannot say it
     */
    String export(String id, boolean ours) {
        Connector connector = connector(id);
        CamelContext context = camel.getCamelContext();
        try {
            return ours
                    ? new ConnectorText(terms, context).of(connector)
                    : new CamelYaml(bench.routes(), context).of(connector);
        } catch (Unwritable e) {
            throw Refused.no(id + " cannot be exported: " + e.getMessage());
        }
    }

    private Refused missing(String id, Loaded loaded) {
        List<FoundFile> named =
                loaded.files().stream()
                        .filter(file -> file.named().kinds().containsKey(id))
                        .toList();
        if (named.isEmpty()) {
            List<String> ids = loaded.connectors().stream().map(Connector::id).toList();
            return Refused.no(
                    "there is no connector "
                            + id
                            + " in "
                            + folder
                            + Triggers.nearest(id, ids)
                                    .map(near -> "; did you mean " + near + "?")
                                    .orElse(""));
        }
        if (named.get(0).mistakes().isEmpty()) {
            return Refused.no(
                    id
                            + " in "
                            + named.get(0).name()
                            + " is a plain Camel route: this is for outflow and inflow connectors");
        }
        return Refused.no(
                "the file of "
                        + id
                        + " has mistakes:\n"
                        + named.get(0).mistakes().stream()
                                .map(Object::toString)
                                .collect(Collectors.joining("\n")));
    }

    TrialBench bench() {
        return bench;
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

    @Override
    public void close() {
        camel.stop();
        bench.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        silence.close();
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
