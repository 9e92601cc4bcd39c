package io.tidegate;

import io.tidegate.config.Settings;
import io.tidegate.connector.Connector;
import io.tidegate.connector.LiveFiles;
import io.tidegate.delivery.EventLoops;
import io.tidegate.delivery.HttpSender;
import io.tidegate.delivery.TargetGuard;
import io.tidegate.hook.ScriptLimits;
import io.tidegate.intake.Intake;
import io.tidegate.journal.Journal;
import io.tidegate.route.Actor;
import io.tidegate.route.Dispatcher;
import io.tidegate.route.HttpSendings;
import io.tidegate.route.JournalIntake;
import io.tidegate.route.LiveContext;
import io.tidegate.route.LiveRoutes;
import io.tidegate.route.OutflowRoutes;
import io.tidegate.route.References;
import io.tidegate.route.Sending;
import io.tidegate.route.TracedIntake;
import io.tidegate.route.TracedIntake.Door;
import io.tidegate.sandbox.Sandbox;
import io.tidegate.trace.Tracing;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.main.Main;
import org.jspecify.annotations.Nullable;

/** The server's Camel: its context, the routes of the folder in it, and their reload. */
final class Routing implements AutoCloseable {
    /** Seconds. What Camel would wait for was waited for before: what is left is on the wire. */
    private static final int CAMEL_STOP = 1;

    private final Settings settings;
    private final Optional<Sandbox> sandbox;
    private final Dispatcher dispatcher;
    private final Wires wires;
    private final Clock clock;
    private final LiveContext context = new LiveContext();
    private final Main camel = new ContextMain(context);

    /** Until then an author's route waits: its events would miss connectors that start after it. */
    private final CompletableFuture<@Nullable Void> loaded = new CompletableFuture<>();

    /** Where former versions of routes are ended. */
    private final ExecutorService ending =
            Executors.newSingleThreadExecutor(work -> new Thread(work, "routes-ending"));

    private @Nullable RoutesWatch watch;
    private volatile Sending.@Nullable Factory sendings;

    /** What routes take requests from, and send them by. */
    record Wires(
            Vertx vertx,
            EventLoops loops,
            Router router,
            BooleanSupplier maySend,
            Tracing tracing) {

        /** Where events that come in there are stored. */
        Intake intake(Journal journal, Door door) {
            return TracedIntake.of(new JournalIntake(journal), tracing, door);
        }
    }

    Routing(
            Settings settings,
            Optional<Sandbox> sandbox,
            Dispatcher dispatcher,
            Wires wires,
            Clock clock) {
        this.settings = settings;
        this.sandbox = sandbox;
        this.dispatcher = dispatcher;
        this.wires = wires;
        this.clock = clock;
        dispatcher.use(wires.tracing());
        camel.bind("deliveries", dispatcher);
        camel.bind(
                VertxPlatformHttpRouter.PLATFORM_HTTP_ROUTER_NAME_ZERO,
                new VertxPlatformHttpRouter(
                        null,
                        wires.vertx(),
                        wires.router(),
                        VertxPlatformHttpRouter.PLATFORM_HTTP_ROUTER_NAME_ZERO));
    }

    /** Names a bean that authors may use. */
    void bind(String name, Object bean) {
        camel.bind(name, bean);
    }

    void start(Intake intake) {
        Intake afterLoading = events -> loaded.thenCompose(all -> intake.accept(events));
        camel.bind("intake", afterLoading);
        for (String http : List.of("http", "https")) {
            // An attempt is one request: the journal repeats, and nobody else.
            camel.addInitialProperty(
                    "camel.component." + http + ".automaticRetriesDisabled", "true");
        }
        camel.configure()
                .withJmxEnabled(false)
                .withStreamCachingEnabled(false)
                .withShutdownTimeout(CAMEL_STOP);
        try {
            // Camel would make one route of a rest verb and the direct: route that it calls
            context.getRestConfiguration().setInlineRoutes(false);
            camel.start();
            sandbox.ifPresent(box -> box.guard(context));
        } catch (Exception e) {
            throw new IllegalStateException("Camel did not start: " + e.getMessage(), e);
        }
    }

    CamelContext context() {
        return context;
    }

    /** As connectors send; once their routes were loaded. */
    Sending sending(Connector connector) {
        return Objects.requireNonNull(sendings, "loaded first").of(connector);
    }

    LiveFiles load(RoutesFolder folder, References references, Actor actor) {
        UnaryOperator<URI> reroute = uri -> sandbox.map(box -> box.reroute(uri)).orElse(uri);
        boolean allowPrivate = settings.allowPrivateTargets() || sandbox.isPresent();
        TargetGuard guard = new TargetGuard(allowPrivate, settings.allowedPrivateTargets(), clock);
        HttpSender.Network network =
                new HttpSender.Network(
                        wires.vertx(), wires.loops(), guard, reroute, wires.maySend());
        HttpSendings http = new HttpSendings(network, references, dispatcher, wires.tracing());
        sendings = http;
        OutflowRoutes outflows =
                new OutflowRoutes(
                        http, references, clock, dispatcher, Defaults.terms(settings), actor);
        outflows.configure(context);
        ScriptLimits limits = ScriptLimits.DEFAULT.withTime(settings.hookTimeout());
        context.getRegistry().bind("tidegate-scripts", limits);
        context.getRegistry().bind("tidegate-routes", settings.routesDir());
        LiveFiles files =
                new LiveFiles(
                        settings.routesDir(),
                        ServerAuthoring.files(settings),
                        outflows,
                        new LiveRoutes(context, dispatcher, ending),
                        context,
                        new LiveFiles.Usual(Defaults.terms(settings), limits));
        folder.load(files);
        return files;
    }

    /**
     * Routes may begin to work; what is saved from now on takes their place, if settings say so.
     */
    void open(RoutesFolder folder, LiveFiles files) {
        loaded.complete(null);
        if (settings.liveReload()) {
            watch = new RoutesWatch(folder, files);
        }
    }

    /** Changes no route from here on. */
    void freeze() {
        if (watch != null) {
            watch.close();
        }
    }

    @Override
    public void close() {
        freeze();
        camel.stop();
        ending.shutdown();
    }
}
