package io.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.StoriesServer;
import io.tidegate.event.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every operation of a whole server, once at least with success: what goes in and what comes out
 * has the declared shape, with nothing missing and nothing beside it.
 */
class OpenApiShapesTest {
    /** Answers without an end, or needs what this server has not. */
    private static final Set<String> ELSEWHERE =
            Set.of(
                    "GET /api/rejected-records/{id}", // no bus here: RejectedRecordsApiTest
                    "GET /api/live", // LiveTest: it is a stream
                    "POST /api/master-key/rotate", // the sandbox has none; ApiUnderTest's tests
                    "PUT /api/secrets/{name}",
                    "DELETE /api/secrets/{name}",
                    "DELETE /api/me/sessions/{id}", // a token has no session: MeTest
                    "PUT /api/me/password");

    private static final String YAML =
            "- outflow:\n    id: %s\n    on: [Login]\n    mapping: { name: $.data.FirstName }\n"
                    + "    to: https://api.new.example/v1\n";

    @TempDir private Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Set<String> done = new TreeSet<>();
    private final List<String> wrong = new ArrayList<>();
    private StoriesServer stories;
    private DeclaredShapes shapes;

    @Test
    void everyRequestAndAnswerHasTheDeclaredShape() throws Exception {
        try (StoriesServer started = new StoriesServer(folder)) {
            stories = started;
            stories.tell();
            shapes =
                    new DeclaredShapes(
                            stories.get("/api/openapi.json").getBytes(StandardCharsets.UTF_8));
            looks();
            connectors();
            drafts();
            deliveries();
            backfills();
            erasures();
            people();
            refusals();
        }
        assertThat(new TreeSet<>(wrong)).isEmpty();
        Set<String> missed = new TreeSet<>(shapes.operations());
        missed.removeAll(done);
        assertThat(missed).as("operations without a success here").isEqualTo(ELSEWHERE);
    }

    private void looks() throws Exception {
        for (String path :
                List.of(
                        "openapi.json",
                        "connectors",
                        "triggers",
                        "destinations",
                        "destinations/webhook",
                        "destinations/hubspot-contact-upsert",
                        "events",
                        "failed-queries",
                        "secrets",
                        "audit",
                        "overview",
                        "stats/connectors",
                        "settings",
                        "jobs",
                        "rejected-records",
                        "backfills",
                        "me",
                        "people",
                        "tokens",
                        "converters",
                        "fields?type=story.order",
                        "deliveries?limit=200")) {
            ok("GET", "/api/" + path, null);
        }
        for (String id : List.of("story-orders", "story-in", "story-held")) {
            ok("GET", "/api/connectors/" + id, null);
            ok("GET", "/api/connectors/" + id + "/stats", null);
            ok("GET", "/api/connectors/" + id + "/way", null);
            ok("GET", "/api/connectors/" + id + "/configuration", null);
            ok("GET", "/api/connectors/" + id + "/export", null);
        }
        for (String event : List.of("order-1", "c-1", "refused-1")) {
            String source = event.equals("c-1") ? "?source=/inflow/story-in" : "";
            ok("GET", "/api/events/" + event + source, null);
            ok("GET", "/api/events/" + event + "/trace" + source, null);
            ok(
                    "POST",
                    "/api/connectors/"
                            + (event.equals("c-1") ? "story-in" : "story-orders")
                            + "/dry-run",
                    "{\"eventId\":\"" + event + "\"}");
        }
    }

    private void connectors() throws Exception {
        ok("POST", "/api/connectors/story-held/activate", null);
        ok("POST", "/api/connectors/story-held/deactivate", "{\"discard\":true}");
        ok("POST", "/api/connectors/validate", yaml("drafted"));
        ok(
                "POST",
                "/api/connectors/validate",
                "{\"yaml\":\"- outflow: { id: x, on: Lgin, to: 'https://x.example' }\\n\"}");
        ok("POST", "/api/connectors", yaml("mine"));
        ok("POST", "/api/connectors/import", yaml("imported"));
        Map<?, ?> mine = ok("GET", "/api/connectors/mine/configuration", null);
        assertThat(mine.get("yaml")).asString().contains("mine");
        String changed = yaml("mine").replace("api.new.example", "changed.example");
        tagged("mine", "PUT", "/api/connectors/mine/configuration", changed);
        Map<?, ?> versions = ok("GET", "/api/connectors/mine/versions", null);
        List<?> items = (List<?>) versions.get("items");
        String newest = String.valueOf(((Map<?, ?>) items.get(0)).get("version"));
        String oldest = String.valueOf(((Map<?, ?>) items.get(items.size() - 1)).get("version"));
        String of = "/api/connectors/mine/versions/" + oldest;
        ok("GET", of, null);
        ok("GET", of + "/diff/" + newest, null);
        tagged("mine", "POST", of + "/restore", null);
        tagged("imported", "DELETE", "/api/connectors/imported", null);
    }

    /** By somebody who has seen the configuration as it is. */
    private void tagged(String id, String method, String path, @Nullable String body)
            throws Exception {
        HttpResponse<String> now = send("GET", "/api/connectors/" + id + "/configuration", null);
        HttpRequest request =
                request(method, path, body)
                        .header("If-Match", now.headers().firstValue("ETag").orElseThrow())
                        .build();
        check(method, path, body, http.send(request, BodyHandlers.ofString()));
    }

    private void drafts() throws Exception {
        String event =
                "\"event\":{\"specversion\":\"1.0\",\"id\":\"t\",\"source\":\"/t\",\"type\":\"Login\",\"data\":{}}";
        ok("POST", "/api/connectors/try", yaml("tried").replaceFirst("}$", "," + event + "}"));
        ok("POST", "/api/connectors/mine/tests", "{" + event + "}");
    }

    private void deliveries() throws Exception {
        for (String event :
                List.of("order-1", "order-free", "waiting-1", "refused-1", "after-1", "c-2")) {
            ok("GET", "/api/deliveries/" + stories.delivery(event), null);
        }
        ok("POST", "/api/deliveries/" + stories.delivery("after-1") + "/after", null);
        for (String event : List.of("refused-1", "rule-1", "mapping-1", "request-1")) {
            ok("GET", "/api/failed-queries/" + stories.failedQuery(event), null);
        }
        String refused = "/api/failed-queries/" + stories.failedQuery("refused-1");
        ok("POST", refused + "/replay", "{\"from\":\"event\"}");
        String mapping = "/api/failed-queries/" + stories.failedQuery("mapping-1");
        ok("POST", mapping + "/discard", null);
        String bulk =
                "{\"filter\":{\"connector\":\"story-rule-fails\"},\"do\":\"discard\",\"preview\":%s}";
        ok("POST", "/api/failed-queries/bulk", bulk.formatted("true"));
        Map<?, ?> job = ok("POST", "/api/failed-queries/bulk", bulk.formatted("false"));
        String path = "/api/jobs/" + job.get("id");
        await().until(() -> !"running".equals(ok("GET", path, null).get("state")));
        String many = "{\"filter\":{},\"do\":\"replay\"}";
        Map<?, ?> other = ok("POST", "/api/failed-queries/bulk", many);
        HttpResponse<String> cancelled = send("DELETE", "/api/jobs/" + other.get("id"), null);
        assertThat(cancelled.statusCode()).isIn(200, 409);
        done.add("DELETE /api/jobs/{id}"); // it may have ended first: JobsTest cancels one
    }

    private void backfills() throws Exception {
        stories.contact("shape-1", "zoe@mail.example", "Zoe");
        stories.ends("shape-1", "delivered");
        ok("POST", "/api/connectors/story-mail/backfill", "{\"dryRun\":true}");
        Map<?, ?> job =
                ok(
                        "POST",
                        "/api/connectors/story-mail/backfill",
                        "{\"rate\":\"1/h\",\"from\":\"2020-01-01\"}");
        ok("GET", "/api/backfills/" + job.get("id"), null);
        ok("GET", "/api/backfills", null);
        ok("DELETE", "/api/backfills/" + job.get("id"), null);
    }

    private void erasures() throws Exception {
        Map<?, ?> erasure =
                ok("POST", "/api/erasures", "{\"subject\":\"nobody\",\"discard\":true}");
        ok("GET", "/api/erasures/" + erasure.get("id"), null);
        ok("GET", "/api/erasures", null);
    }

    private void people() throws Exception {
        ok("POST", "/api/people", "{\"name\":\"ann\",\"role\":\"operator\"}");
        ok("PATCH", "/api/people/ann", "{\"role\":\"viewer\"}");
        ok("POST", "/api/people/ann/invitation", null);
        ok("DELETE", "/api/people/ann/sessions", null);
        ok("GET", "/api/people", null);
        ok("DELETE", "/api/people/ann", null);
        Map<?, ?> token = ok("POST", "/api/tokens", "{\"name\":\"t\",\"role\":\"viewer\"}");
        ok("GET", "/api/tokens", null);
        ok("DELETE", "/api/tokens/" + token.get("id"), null);
        ok("POST", "/api/backup", Json.text(Map.of("file", folder.resolve("b.db").toString())));
        ok("GET", "/api/audit?limit=200", null);
        ok("GET", "/api/jobs", null);
    }

    private void refusals() throws Exception {
        send("GET", "/api/deliveries?limit=0", null);
        send("GET", "/api/deliveries/0", null);
        send("POST", "/api/connectors", "{\"yaml\":\"- outflow: { id: 1 }\"}");
        send("POST", "/api/connectors/story-in/backfill", "{}");
        send("DELETE", "/api/connectors/story-orders", null);
    }

    private static String yaml(String id) {
        return Json.text(Map.of("yaml", YAML.formatted(id)));
    }

    private Map<?, ?> ok(String method, String path, @Nullable String body) throws Exception {
        HttpResponse<String> answer = send(method, path, body);
        if (answer.statusCode() >= 300) {
            wrong.add(method + " " + path + " " + answer.statusCode() + " " + answer.body());
        }
        return answer.body().startsWith("{") && answer.statusCode() < 300
                ? (Map<?, ?>) Json.parse(answer.body().getBytes(StandardCharsets.UTF_8))
                : Map.of();
    }

    private HttpResponse<String> send(String method, String path, @Nullable String body)
            throws Exception {
        HttpResponse<String> answer =
                http.send(request(method, path, body).build(), BodyHandlers.ofString());
        check(method, path, body, answer);
        return answer;
    }

    private void check(
            String method, String path, @Nullable String body, HttpResponse<String> answer) {
        String operation = shapes.operation(method, path);
        assertThat(operation).as(method + " " + path).isNotNull();
        wrong.addAll(shapes.ofAnswer(operation, answer.statusCode(), answer.body()));
        if (answer.statusCode() < 300) {
            wrong.addAll(shapes.ofRequest(operation, body));
            done.add(operation);
        }
    }

    private HttpRequest.Builder request(String method, String path, @Nullable String body) {
        return HttpRequest.newBuilder(URI.create(stories.origin() + path))
                .header("Authorization", "Bearer " + StoriesServer.TOKEN)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    }
}
