package io.tidegate.api;

import io.tidegate.access.Access;
import io.tidegate.access.SqlAuditLog;
import io.tidegate.destination.Destinations;
import io.tidegate.erasure.Discarding;
import io.tidegate.erasure.Erasures;
import io.tidegate.event.Event;
import io.tidegate.event.Json;
import io.tidegate.failedquery.Jobs;
import io.tidegate.failedquery.StoredDeliveries;
import io.tidegate.intake.BearerToken;
import io.tidegate.journal.Due;
import io.tidegate.journal.SqlAfterHooks;
import io.tidegate.security.Seal;
import io.tidegate.security.StoredSecrets;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The API on a real server over a real SQLite journal. */
public final class ApiUnderTest implements AutoCloseable {
    public static final String TOKEN = "the-admin-token-of-tests";
    static final String PRODUCER = "the-producer-token-of-tests";

    public final StoredDeliveries stored;
    public final List<ConnectorView> connectors = new ArrayList<>();
    public final List<String> hooksDue = new ArrayList<>();
    public final Set<Long> delivering = new HashSet<>();
    public final StoredSecrets secrets;
    final Access access;
    final TestStanding standing = new TestStanding();
    final LiveChanges changes = new LiveChanges();
    LiveResource live;
    final TestSwitches switches;
    public @Nullable BackfillJobs backfills;
    public final Api api;
    private final AnswerCheck check;
    private final Jobs jobs;
    private final Erasures erasures;
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    // Not HTTP/2: JDK 17's client now and then never hears the answer to its upgrade.
    final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public ApiUnderTest(Path folder) {
        this(folder, Map.of());
    }

    /**
     * @param environment in which secrets may be
     */
    public ApiUnderTest(Path folder, Map<String, String> environment) {
        this(folder, environment, 60);
    }

    ApiUnderTest(Path folder, Map<String, String> environment, int idleSeconds) {
        stored = new StoredDeliveries("jdbc:sqlite:" + folder.resolve("tidegate.db"));
        standing.lately = stored.journal.lately();
        switches =
                new TestSwitches(
                        id -> connectors.stream().anyMatch(one -> one.label().id().equals(id)));
        connectors.add(connector("crm-contacts", ConnectorView.State.ACTIVE));
        secrets =
                new StoredSecrets(
                        new StoredSecrets.Place(stored.database, stored.journal, folder),
                        List.of(),
                        environment,
                        stored.clock);
        access =
                Access.of(
                        stored.database,
                        stored.journal,
                        Seal.ofThisProcess(),
                        stored.clock,
                        Duration.ofHours(2));
        ApiSources sources =
                new ApiSources(
                        stored.database,
                        stored.failedQueries,
                        () -> connectors,
                        (connector, event) ->
                                connector.equals("crm-contacts")
                                        ? Optional.of(dryRun(event))
                                        : Optional.empty(),
                        switches,
                        () ->
                                List.of(
                                        new TriggerView(
                                                "Register",
                                                "Registration",
                                                "An account was made.",
                                                true)),
                        () -> Destinations.SHIPPED,
                        () -> delivering,
                        new SqlAfterHooks(
                                stored.journal,
                                (connector, id) -> hooksDue.add(connector + ":" + id)),
                        () -> secrets,
                        () -> java.util.Optional.ofNullable(backfills));
        jobs = new Jobs(stored.database, stored.journal, stored.released::add, stored.clock);
        erasures =
                new Erasures(
                        stored.database,
                        stored.journal,
                        new NothingToDiscard(),
                        () -> true,
                        stored.clock);
        api = new Api(sources, new SqlAuditLog(stored.journal, stored.clock), more(sources));
        check = new AnswerCheck(api);
        Router router = Router.router(vertx);
        var ofSettings = new TokenAdmission(new BearerToken(TOKEN, PRODUCER));
        api.mount(router, new AccessAdmission(vertx, ofSettings, access, new Visits(List.of())));
        server =
                vertx.createHttpServer(new HttpServerOptions().setIdleTimeout(idleSeconds))
                        .requestHandler(router)
                        .listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
    }

    private static final class NothingToDiscard implements Discarding {
        @Override
        public Set<Long> delivering() {
            return Set.of();
        }

        @Override
        public CompletionStage<Void> discard(Due due, String reason) {
            throw new AssertionError("a test of it has ErasuresContract");
        }
    }

    private Resource[] more(ApiSources sources) {
        List<Resource> more = new ArrayList<>(List.of(TestDrafting.resources(stored)));
        more.add(new OverviewResource(sources, standing, stored.clock));
        more.add(new StatsResource(sources, standing, standing, stored.clock));
        more.add(new JobResource(() -> jobs));
        more.add(new ErasureResource(() -> Optional.of(erasures)));
        var port =
                new SettingView(
                        "tidegate.port",
                        "TIDEGATE_PORT",
                        "18080",
                        "8080",
                        "environment",
                        "the one port");
        more.add(new SettingsResource(List.of(port)));
        more.addAll(List.of(AccessResources.of(access)));
        more.add(new WayResource(standing));
        live = new LiveResource(sources, changes, Duration.ofMillis(300));
        more.add(live);
        return more.toArray(Resource[]::new);
    }

    private static Map<String, @Nullable Object> dryRun(Event event) {
        Map<String, @Nullable Object> run = new LinkedHashMap<>();
        run.put("event", event.root());
        run.put("extensions", event.extensions());
        return run;
    }

    public static ConnectorView connector(String id, ConnectorView.State state) {
        return new ConnectorView(
                new ConnectorView.Label(id, "CRM contacts", "crm", "outflow"),
                new ConnectorView.Way(
                        List.of("Register"), "https://api.crm.example/v1/contacts/{email}", null),
                Map.of("attempts", 5, "delay", "30s"),
                null,
                new ConnectorView.Window(1, 2, 3),
                new ConnectorView.Condition(state, "routes/crm.camel.yaml:2", null, null));
    }

    public int port() {
        return server.actualPort();
    }

    HttpResponse<String> send(
            String method, String path, @Nullable String body, @Nullable String token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> answer =
                client.sendAsync(request.build(), BodyHandlers.ofString()).join();
        check.check(method, path, body, answer.statusCode(), answer.body());
        return answer;
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, null, TOKEN);
    }

    HttpResponse<String> post(String path, String body) {
        return send("POST", path, body, TOKEN);
    }

    HttpResponse<String> delete(String path) {
        return send("DELETE", path, null, TOKEN);
    }

    HttpResponse<String> put(String path, String body) {
        return send("PUT", path, body, TOKEN);
    }

    /** The JSON of a 200. */
    Map<String, Object> json(String path) {
        return json(get(path), 200);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> json(HttpResponse<String> response, int status) {
        if (response.statusCode() != status) {
            throw new AssertionError(
                    "expected "
                            + status
                            + ", got "
                            + response.statusCode()
                            + ": "
                            + response.body());
        }
        try {
            return (Map<String, Object>) Json.parse(StoredDeliveries.bytes(response.body()));
        } catch (io.tidegate.event.InvalidJson e) {
            throw new AssertionError(response.body(), e);
        }
    }

    @SuppressWarnings("unchecked")
    List<Map<String, Object>> items(String path) {
        return (List<Map<String, Object>>) json(path).get("items");
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        jobs.close();
        erasures.close();
        stored.close();
    }
}
