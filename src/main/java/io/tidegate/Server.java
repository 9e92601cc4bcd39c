package io.tidegate;

import io.tidegate.api.ApiSources;
import io.tidegate.api.LiveChanges;
import io.tidegate.api.Resource;
import io.tidegate.api.SettingsResource;
import io.tidegate.api.TriggerView;
import io.tidegate.backfill.LiveSubjects;
import io.tidegate.config.DataFolder;
import io.tidegate.config.Settings;
import io.tidegate.config.Tokens;
import io.tidegate.connector.DestinationFiles;
import io.tidegate.connector.LiveFiles;
import io.tidegate.console.Console;
import io.tidegate.delivery.EventLoops;
import io.tidegate.failedquery.SqlFailedQueries;
import io.tidegate.intake.BearerToken;
import io.tidegate.intake.EventsHandler;
import io.tidegate.journal.CommitListeners;
import io.tidegate.journal.JournalSettings;
import io.tidegate.journal.SqlActivations;
import io.tidegate.journal.SqlAfterHooks;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlJournal;
import io.tidegate.journal.SqlKnownConnectors;
import io.tidegate.journal.Topic;
import io.tidegate.observe.FailingDestinations;
import io.tidegate.observe.Metrics;
import io.tidegate.rehearsal.RunningConnector;
import io.tidegate.route.Activations;
import io.tidegate.route.Dispatcher;
import io.tidegate.route.FailingSince;
import io.tidegate.route.Feeder;
import io.tidegate.route.TracedIntake.Door;
import io.tidegate.sandbox.Sandbox;
import io.tidegate.trace.Tracing;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running Tidegate, wired by hand: started in the order of the data's way, stopped in the
 * reverse.
 */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final long DRAIN_MILLIS = 5_000;

    private final Settings settings;
    private final Optional<Sandbox> sandbox;
    private final Clock clock;
    private final Metrics metrics = new Metrics();
    private final FailingDestinations failing;
    private final FailingSince failingSince;
    private final LiveChanges changes = new LiveChanges();
    private final DataFolder folder;
    private final Tokens tokens;
    private final Vertx vertx;
    private final EventLoops loops;
    private final SqlDatabase database;
    private final ServerNodes nodes;
    private final Dispatcher dispatcher;
    private final SqlJournal journal;
    private final ServerJobs jobs;
    private final ServerUpkeep upkeep;
    private final ServerDoors doors;
    private final Monitoring monitoring;
    private final ServerReading reading;
    private final RoutesFolder routes;
    private final Activations activations;
    private final Routing.Wires wires;
    private final Routing routing;
    private final IdentitySide identity;
    private final LiveSubjects live = new LiveSubjects();
    private final ServerAuthoring authoring;

    private @Nullable ServerSecrets secrets;
    private @Nullable ServerAccess access;
    private volatile @Nullable Feeder feeder;
    private volatile @Nullable Inflows inflows;
    private volatile @Nullable ServerBackfills backfills;
    private volatile @Nullable ServerBus bus;
    private volatile @Nullable ServerNotices notices;
    private boolean closed;

    private Server(Settings settings, Optional<Sandbox> sandbox, Tracing tracing) {
        this.settings = settings;
        this.sandbox = sandbox;
        this.folder = DataFolder.lock(settings.dataDir());
        this.tokens = Tokens.of(settings);
        this.database = SqlDatabase.open(Defaults.journal(settings));
        this.nodes = ServerNodes.of(settings, database);
        this.clock = nodes.clock();
        this.failing = new FailingDestinations(metrics, clock);
        this.failingSince = new FailingSince(failing, clock);
        this.vertx =
                Vertx.vertx(
                        new VertxOptions()
                                .setEventLoopPoolSize(Runtime.getRuntime().availableProcessors()));
        this.loops = EventLoops.of(vertx, Runtime.getRuntime().availableProcessors());
        this.dispatcher =
                new Dispatcher(
                        Defaults.terms(settings),
                        loops,
                        Runtime.getRuntime().maxMemory() / 8,
                        nodes.holding(),
                        clock,
                        new ChangesMeter(failingSince, changes));
        this.journal =
                new SqlJournal(
                        database,
                        new SqlJournal.Partners(
                                dispatcher.subscriptions(),
                                new CommitListeners(List.of(dispatcher.arrivals(), live, nodes)),
                                metrics,
                                clock),
                        nodes.holding(),
                        JournalSettings.DEFAULT_MAX_WAITING);
        this.jobs = new ServerJobs(database, journal, dispatcher, nodes.holding(), clock);
        this.upkeep = new ServerUpkeep(settings, database, journal, nodes.holding()::leads, clock);
        this.doors = new ServerDoors(settings, vertx);
        this.activations =
                new Activations(new SqlActivations(database, journal), journal, dispatcher, clock);
        this.wires =
                new Routing.Wires(vertx, loops, doors.router(), nodes.holding()::isGood, tracing);
        this.routing = new Routing(settings, sandbox, dispatcher, wires, clock);
        this.identity = new IdentitySide(settings, sandbox, wires, database, journal, clock);
        identity.useIn(dispatcher);
        this.routes =
                new RoutesFolder(
                        settings.routesDir(),
                        dispatcher,
                        new SqlKnownConnectors(database, journal),
                        settings.liveReload(),
                        clock,
                        () -> identity.connectors(dispatcher.roster()));
        this.monitoring =
                new Monitoring(
                        database, dispatcher, journal, nodes.holding(), this::degraded, clock);
        this.authoring =
                new ServerAuthoring(
                        settings,
                        new ServerAuthoring.Parts(
                                database, journal, loops, dryRuns(), routing, clock),
                        dispatcher.roster(),
                        routes,
                        activations);
        this.reading =
                new ServerReading(
                        monitoring,
                        new ConnectorWays(dispatcher.roster(), directory(), this::camelContext),
                        changes,
                        clock);
        monitoring.gauges(metrics);
        nodes.gauges(metrics);
    }

    private List<String> degraded() {
        List<String> lines = new ArrayList<>(directory().degraded());
        lines.addAll(failing.lines(dispatcher.roster().takingDeliveries()));
        lines.addAll(secrets().problems());
        lines.addAll(identity.degraded(dispatcher.roster()));
        lines.addAll(upkeep.problems());
        Optional.ofNullable(inflows).ifPresent(posts -> lines.addAll(posts.degraded()));
        Optional.ofNullable(notices).ifPresent(ways -> lines.addAll(ways.problems()));
        Optional.ofNullable(backfills).ifPresent(jobs -> lines.addAll(jobs.problems()));
        Optional.ofNullable(bus).ifPresent(records -> lines.addAll(records.problems()));
        return lines;
    }

    private Directory directory() {
        return new Directory(
                dispatcher, journal, routes, switches(), monitoring.backlog()::unfinished);
    }

    private Switches switches() {
        return new Switches(
                activations,
                id ->
                        directory().connectors().stream()
                                .anyMatch(one -> one.label().id().equals(id)));
    }

    /** Starts all of it; events are taken when this returns. */
    public static Server start(Settings settings) throws InterruptedException {
        return start(settings, Optional.empty());
    }

    /** The same; with a sandbox, whose third party stands for every target. */
    public static Server start(Settings settings, Optional<Sandbox> sandbox)
            throws InterruptedException {
        Server server = new Server(settings, sandbox, Tracing.of(settings.openTelemetry()));
        try {
            server.open();
            return server;
        } catch (RuntimeException | InterruptedException | Error e) {
            server.close();
            throw e;
        }
    }

    private void open() throws InterruptedException {
        settings.warnings().forEach(warning -> LOG.warn("{}", warning));
        dispatcher.use(journal);
        dispatcher.use(nodes::live);
        var parts = new ServerBus.Parts(vertx, journal, metrics, nodes.holding()::leads, clock);
        ServerBus records =
                ServerBus.equipping(routing, settings, parts, wires.intake(journal, Door.BUS));
        bus = records;
        secrets = ServerSecrets.of(settings, database, journal, clock, sandbox);
        mountRoutes(); // before those of authors, which cannot take their place
        upkeep.bind(routing);
        routing.start(wires.intake(journal, Door.ROUTE));
        activations.recall();
        authoring.restore();
        LiveFiles files = routing.load(routes, secrets().references(), identity.actor());
        startNotices();
        upkeep.startSink(routing); // before anything is sent: a wrong one is an error of the start
        routing.open(routes, files);
        upkeep.startRetention();
        EventsHandler events =
                new EventsHandler(
                        new BearerToken(tokens.producer(), tokens.admin()),
                        settings.maxEventSize(),
                        wires.intake(journal, Door.HTTP));
        inflows =
                new Inflows(
                        settings,
                        new Inflows.Parts(vertx, database, journal, metrics, clock),
                        dispatcher.roster(),
                        secrets().references(),
                        wires.intake(journal, Door.HTTP),
                        identity.origins());
        doors.open(inflows.doors(events, doors.router()));
        sandbox.ifPresent(box -> box.open(doors.port()));
        feeder = new Feeder(dispatcher, journal, clock); // a start that fails has sent nothing
        activations.resume();
        startBackfills();
        joinOthers();
        records.open(routing.context());
        monitoring.health().open();
        tokens.announcements().forEach(System.out::println);
        Optional.ofNullable(access).ifPresent(who -> who.announce(doors.publicOrigin()));
        LOG.info(
                "open host={} port={} connectors={}",
                settings.host(),
                doors.port(),
                dispatcher.roster().ids().size());
        sandbox.ifPresent(
                box ->
                        System.out.println(
                                box.begin(vertx, wires.intake(journal, Door.ROUTE), clock)));
    }

    private void joinOthers() {
        nodes.open(
                journal,
                dispatcher,
                doors.port(),
                Map.of(
                        Topic.ACTIVATION, activations::refresh,
                        Topic.CONNECTORS, authoring::refresh,
                        Topic.SECRETS, () -> secrets().refresh(),
                        Topic.HOOKS, dispatcher.arrivals()::gained,
                        Topic.JOBS, this::resumeJobs),
                this::resumeJobs);
    }

    /** Those of other nodes, too, if this one does what one does for all. */
    private void resumeJobs() {
        jobs.resume();
        Optional.ofNullable(backfills).ifPresent(ServerBackfills::resume);
        Optional.ofNullable(notices).ifPresent(ServerNotices::lead);
    }

    private void startNotices() {
        var parts =
                new ServerNotices.Parts(
                        wires, camelContext(), database, journal, nodes.holding()::leads, clock);
        notices =
                new ServerNotices(settings, parts, activations, failingSince)
                        .watching(dispatcher.roster());
    }

    private void startBackfills() {
        var parts =
                new ServerBackfills.Parts(
                        database, journal, live, dispatcher, dryRuns(), nodes.holding(), clock);
        ServerBackfills jobs = new ServerBackfills(parts, identity, switches()::knows);
        backfills = jobs;
        jobs.gauges(metrics);
    }

    private ServerSecrets secrets() {
        return Objects.requireNonNull(secrets, "opened first");
    }

    private void mountRoutes() {
        ApiSources sources = apiSources();
        List<Resource> more = new ArrayList<>(List.of(authoring.resources()));
        more.addAll(reading.resources(sources));
        more.addAll(jobs.resources());
        more.add(new SettingsResource(Defaults.shown(settings)));
        access =
                new ServerAccess(
                        settings,
                        new ServerAccess.Parts(
                                vertx, loops, database, journal, secrets().seal(), clock));
        access.mount(doors, tokens, sources, more);
        sandbox.ifPresent(box -> box.mount(doors.router(), vertx, clock));
        new Observation(monitoring.health(), metrics).mount(doors.router(), vertx);
        new Console(vertx).mount(doors.admin());
    }

    private ApiSources apiSources() {
        return new ApiSources(
                database,
                new SealedReplays(
                        new SqlFailedQueries(
                                database, journal, dispatcher.arrivals()::released, clock),
                        secrets().sealing()),
                directory(),
                dryRuns(),
                switches(),
                TriggerView::all,
                () -> DestinationFiles.of(settings.routesDir()),
                dispatcher::delivering,
                new SqlAfterHooks(journal, this::hooksDue),
                secrets()::store,
                () -> Optional.ofNullable(backfills).map(ServerBackfills::api));
    }

    private ServerDryRuns dryRuns() {
        return new ServerDryRuns(
                dispatcher,
                new RunningConnector(Defaults.terms(settings), loops, this::camelContext));
    }

    private void hooksDue(String connector, long delivery) {
        Optional.ofNullable(feeder).ifPresent(one -> one.hooksDue(connector, delivery));
    }

    public int port() {
        return doors.port();
    }

    /** Of the console and the API. */
    int adminPort() {
        return doors.adminPort();
    }

    public CamelContext camelContext() {
        return routing.context();
    }

    /**
     * Takes nothing more, lets requests on the wire end for a few seconds, writes their records.
     * The rest waits in the journal.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        monitoring.health().closing();
        Closing.each(bus); // before deliveries are let end: it would bring more of them
        reading.close();
        sandbox.ifPresent(Sandbox::close);
        routing.freeze();
        routes.freeze();
        try {
            if (!dispatcher.drain(DRAIN_MILLIS)) {
                LOG.info(
                        "requests on the wire did not end within {} ms; their deliveries are made again at the next start",
                        DRAIN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        activations.close();
        jobs.close();
        Optional.ofNullable(backfills).ifPresent(ServerBackfills::close);
        Closing.each(feeder, inflows, notices, upkeep);
        routing.close();
        identity.close();
        nodes.close();
        Optional.ofNullable(access).ifPresent(ServerAccess::close);
        journal.close();
        dispatcher.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        sandbox.ifPresent(Sandbox::end);
        wires.tracing().close();
        folder.close();
        LOG.info("stopped");
        ((ch.qos.logback.classic.LoggerContext) LoggerFactory.getILoggerFactory()).stop();
    }
}
