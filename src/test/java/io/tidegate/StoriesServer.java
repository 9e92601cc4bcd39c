package io.tidegate;

import static org.awaitility.Awaitility.await;

import io.tidegate.config.Settings;
import io.tidegate.event.Json;
import io.tidegate.sandbox.SafeSettings;
import io.tidegate.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * A server in sandbox mode with a connector for each end that a delivery can have ({@code
 * src/test/resources/stories}); {@link #tell} lets every one of them happen.
 */
public final class StoriesServer implements AutoCloseable {
    public static final String TOKEN = "admin-token-of-the-stories";
    public static final String SOURCE = "/stories";

    private static final Path FILES = Path.of("src/test/resources/stories");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Server server;

    /**
     * @param folder an empty one, for the data
     */
    public StoriesServer(Path folder) throws Exception {
        this(folder, Map.of());
    }

    /**
     * @param environment settings as variables, that win over the usual ones
     */
    public StoriesServer(Path folder, Map<String, String> environment) throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        for (String file : List.of("stories.camel.yaml", "round.js", "remember.js", "throws.js")) {
            String place = file.endsWith(".js") ? "hooks/" + file : file;
            Files.createDirectories(routes.resolve(place).getParent());
            Files.copy(FILES.resolve(place), routes.resolve(place));
        }
        Map<String, String> all = new HashMap<>();
        all.put("TIDEGATE_DATA_DIR", folder.resolve("data").toString());
        all.put("TIDEGATE_ROUTES_DIR", routes.toString());
        all.put("TIDEGATE_ADMIN_TOKEN", TOKEN);
        all.put("TIDEGATE_PRODUCER_TOKEN", TOKEN);
        all.put("TIDEGATE_PORT", "0");
        all.putAll(environment);
        SafeSettings safe = SafeSettings.of(all, new Properties());
        Settings settings =
                new Settings(safe.environment(), new Properties(), SafeSettings.DEFAULTS);
        Sandbox sandbox = new Sandbox(settings.host(), settings.dataDir(), List.of());
        server = Server.start(settings, Optional.of(sandbox));
    }

    public int port() {
        return server.port();
    }

    public String origin() {
        return "http://127.0.0.1:" + server.port();
    }

    /** Posts an event to each connector and waits until each has come to its end. */
    public void tell() throws Exception {
        failing("down.example", 503);
        failing("api.refused.example", 422);
        event("order-1", "story.order", "{\"id\":\"o-1\",\"name\":\" Ada \",\"total\":12.499}");
        event("order-free", "story.order", "{\"id\":\"o-2\",\"name\":\"Bob\",\"total\":0}");
        event("flaky-1", "story.flaky", "{\"email\":\"flaky@mail.example\"}");
        event("waiting-1", "story.waiting", "{\"a\":1}");
        event("refused-1", "story.refused", "{\"name\":\"Cy\",\"email\":\"cy@mail.example\"}");
        event("rule-1", "story.rule", "{\"text\":\"" + "x".repeat(60) + "\"}");
        event("before-1", "story.before", "{}");
        event("mapping-1", "story.mapping", "{\"name\":\"nobody\"}");
        event("request-1", "story.request", "{\"path\":\"..\"}");
        event("after-1", "story.after", "{\"a\":1}");
        event("held-1", "story.held", "{\"a\":1}");
        contact("c-1", "ann@mail.example", "<b>Ann</b>");
        ends("c-1", "delivered");
        contact("c-2", "ann@mail.example", "Anna");
        ends("c-2", "skipped");
        ends("order-1", "delivered");
        ends("order-free", "skipped");
        ends("flaky-1", "delivered");
        ends("waiting-1", "waiting");
        ends("held-1", "waiting");
        post("/api/connectors/story-held/deactivate", "{}");
        for (String stage : List.of("refused", "rule", "before", "mapping", "request")) {
            ends(stage + "-1", "failed");
        }
        await("the after hook has failed")
                .until(() -> one("after-1").get("after"), "failed"::equals);
        await("the account's webhook is sent on")
                .until(
                        () ->
                                get("/api/deliveries?connector=story-mail&status=delivered")
                                        .contains("Register"));
    }

    /** An event of a story's type; {@code data} is JSON. */
    public void event(String id, String type, String data) throws Exception {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("specversion", "1.0");
        event.put("id", id);
        event.put("source", SOURCE);
        event.put("type", type);
        event.put("subject", "subject-of-" + id);
        String head = Json.text(event);
        String body = head.substring(0, head.length() - 1) + ",\"data\":" + data + "}";
        send("POST", "/events", "application/cloudevents+json", body);
    }

    /** From now on this third party answers every request so. */
    public void failing(String host, int status) throws Exception {
        get("/sandbox/break?status=" + status + "&host=" + host);
    }

    /** From now on this third party answers well. */
    public void mended(String host) throws Exception {
        get("/sandbox/mend?host=" + host);
    }

    /** Posts an event and waits until its delivery has failed; answers the failed query's id. */
    public String fails(String id, String type, String data) throws Exception {
        event(id, type, data);
        ends(id, "failed");
        return failedQuery(id);
    }

    /** Waits until the only delivery of this event has this status. */
    public void ends(String event, String status) {
        await(event + " is " + status).until(() -> one(event).get("status"), status::equals);
    }

    /** A contact that the CRM posts. */
    public void contact(String id, String email, String first) throws Exception {
        Map<String, Object> post = Map.of("eventId", id, "email", email, "first", first);
        send("POST", "/inflow/story-in", "application/json", Json.text(post));
    }

    /** The id of the only delivery of this event. */
    public String delivery(String event) throws Exception {
        return String.valueOf(one(event).get("id"));
    }

    /** The id of the open failed query of this event's delivery. */
    public String failedQuery(String event) throws Exception {
        Map<?, ?> delivery = json("/api/deliveries/" + delivery(event));
        List<?> ids = (List<?>) delivery.get("failedQueries");
        return String.valueOf(ids.get(ids.size() - 1));
    }

    private Map<?, ?> one(String event) throws Exception {
        List<?> items =
                (List<?>)
                        json("/api/deliveries?event="
                                        + URLEncoder.encode(event, StandardCharsets.UTF_8))
                                .get("items");
        return items.isEmpty() ? Map.of() : (Map<?, ?>) items.get(0);
    }

    /** Whether people can be invited and sign in. */
    public boolean hasPeople() {
        try {
            return get("/console/session").contains("signedIn");
        } catch (IOException | InterruptedException notThere) {
            return false;
        }
    }

    /** The token of an invitation's link, for somebody new. */
    public String invite(String name, String role) {
        try {
            String person = post("/api/people", Json.text(Map.of("name", name, "role", role)));
            Object link =
                    ((Map<?, ?>) Json.parse(person.getBytes(StandardCharsets.UTF_8)))
                            .get("invitation");
            return String.valueOf(link).replaceAll(".*/", "");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the API answers to a GET. */
    public Map<?, ?> json(String path) throws Exception {
        return (Map<?, ?>) Json.parse(get(path).getBytes(StandardCharsets.UTF_8));
    }

    public String get(String path) throws IOException, InterruptedException {
        return send("GET", path, "application/json", "");
    }

    public String post(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, "application/json", body);
    }

    private String send(String method, String path, String type, String body)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(origin() + path))
                        .header("Authorization", "Bearer " + TOKEN)
                        .header("Content-Type", type)
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(method + " " + path + ": " + answer.body());
        }
        return answer.body();
    }

    @Override
    public void close() {
        server.close();
    }
}
