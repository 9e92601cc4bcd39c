package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.config.Settings;
import io.tidegate.event.Json;
import io.tidegate.sandbox.SafeSettings;
import io.tidegate.sandbox.Sandbox;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole server with its sample connectors, whose every target is the sandbox's third party. */
class SandboxServerTest {
    private static final String TOKEN = "producer-token-of-a-test";

    private final HttpClient http = HttpClient.newHttpClient();
    @TempDir private Path folder;
    private Server server;

    private void start(Path routes) throws Exception {
        SafeSettings safe =
                SafeSettings.of(
                        Map.of(
                                "TIDEGATE_DATA_DIR",
                                folder.toString(),
                                "TIDEGATE_ROUTES_DIR",
                                routes.toString(),
                                "TIDEGATE_PRODUCER_TOKEN",
                                TOKEN,
                                "TIDEGATE_RETRY_DELAY",
                                "50ms",
                                "TIDEGATE_PORT",
                                "0"),
                        new Properties());
        Settings settings =
                new Settings(safe.environment(), new Properties(), SafeSettings.DEFAULTS);
        server =
                Server.start(
                        settings,
                        Optional.of(
                                new Sandbox(settings.host(), settings.dataDir(), safe.ignored())));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private void post(String id, String type, String data) throws Exception {
        String event =
                """
                {"specversion":"1.0","id":"%s","source":"/test","type":"%s","subject":"%s","time":"2026-02-03T04:05:06Z","data":%s}
                """
                        .formatted(id, type, id, data);
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:" + server.port() + "/events"))
                                .header("Authorization", "Bearer " + TOKEN)
                                .header("Content-Type", "application/cloudevents+json")
                                .POST(HttpRequest.BodyPublishers.ofString(event))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> requests() throws Exception {
        Map<String, Object> page =
                (Map<String, Object>) Json.parse(get("/sandbox/requests").body().getBytes("UTF-8"));
        return (List<Map<String, Object>>) page.get("items");
    }

    private Map<String, Object> request(Predicate<Map<String, Object>> wanted) {
        return await().until(
                        () -> requests().stream().filter(wanted).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    private static String header(Map<String, Object> request, String name) {
        return String.valueOf(((Map<?, ?>) request.get("headers")).get(name));
    }

    private double metric(String line) throws Exception {
        return get("/observe/metrics")
                .body()
                .lines()
                .filter(l -> l.startsWith(line))
                .mapToDouble(l -> Double.parseDouble(l.substring(l.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static String profile(String email) {
        return """
               {"Uid":"u1","FirstName":" ada ","LastName":"Byron","EmailVerified":true,"PhoneId":"+49 (0)30 901820",
               "Email":[{"Type":"Primary","Value":"%s"}],"Country":{"Code":"de"},"LastLoginDate":"2026-02-03T04:05:06Z",
               "CustomFields":{"Newsletter":"yes","Topics":"Sailing; Weather ;News"}}
               """
                .formatted(email);
    }

    @Test
    void everySampleConnectorSendsTheRequestThatItsFileDescribes() throws Exception {
        start(Path.of("routes"));
        assertThat(get("/observe/health").body())
                .contains("\"status\":\"up\"")
                .contains("\"degraded\":[]");

        post("reg-1", "Register", profile("Ada@Mail.Example"));
        Map<String, Object> contact =
                request(r -> r.get("path").equals("/v1/contacts/ada%40mail.example"));
        assertThat(contact).containsEntry("method", "PUT").containsEntry("host", "api.crm.example");
        assertThat(header(contact, "authorization")).isEqualTo("Bearer sandbox-crm-token");
        assertThat(header(contact, "idempotency-key")).matches("\\d+");
        assertThat(contact.get("body"))
                .isEqualTo(
                        Map.of(
                                "email",
                                "ada@mail.example",
                                "properties",
                                Map.of(
                                        "firstname", "ada",
                                        "name", "ada Byron",
                                        "phone", "+4930901820",
                                        "country", "de",
                                        "origin", "tidegate")));

        Map<String, Object> subscriber =
                request(
                        r ->
                                r.get("host").equals("api.newsletter.example")
                                        && r.toString().contains("ada@mail"));
        assertThat(subscriber)
                .containsEntry("method", "POST")
                .containsEntry("path", "/3.0/subscribers");
        assertThat(header(subscriber, "x-api-key")).isEqualTo("sandbox-newsletter-key");
        assertThat(subscriber.get("body"))
                .isEqualTo(
                        Map.of(
                                "email_address",
                                "ada@mail.example",
                                "status",
                                "subscribed",
                                "tags",
                                List.of("sailing", "weather", "news"),
                                "merge_fields",
                                Map.of(
                                        "FNAME", "Ada",
                                        "TOPICS", "Sailing, Weather, News",
                                        "COUNTRY", "Germany",
                                        "SEEN", "2026-02-03")));

        post(
                "obj-1",
                "DeleteCustomObject",
                "{\"Id\":\"5d01\",\"Uid\":\"u1\",\"CustomObject\":{\"ObjectName\":\"wishlist\",\"items\":[1,2]}}");
        Map<String, Object> entry = request(r -> r.toString().contains("obj-1"));
        assertThat(entry)
                .containsEntry("host", "audit.example")
                .containsEntry("path", "/v2/entries");
        assertThat(entry.get("body"))
                .isEqualTo(
                        Map.of(
                                "entry", "obj-1",
                                "action", "custom-object.deleted",
                                "object", Map.of("id", "5d01", "name", "wishlist", "items", 2),
                                "owner",
                                        "bb82030dbc2bcaba32a90bf2e207a84a856fc5f033b77c480836ab6f77f40f19",
                                "at", "2026-02-03T04:05:06Z"));

        post("gone-1", "DeleteAccount", "{\"Uid\":\"gone-1\"}");
        Map<String, Object> erasure = request(r -> r.toString().contains("gone-1"));
        assertThat(erasure)
                .containsEntry("method", "POST")
                .containsEntry("host", "support.example")
                .containsEntry("path", "/v2/erasures")
                .containsEntry("body", Map.of("customer", "gone-1", "reason", "account deleted"));
    }

    @Test
    void theSampleEventsTellTheWholeStory() throws Exception {
        start(Path.of("routes"));
        await().untilAsserted(
                        () -> {
                            assertThat(deliveries("delivered")).isPositive();
                            assertThat(deliveries("skipped")).isPositive();
                            assertThat(deliveries("waiting")).isPositive();
                            assertThat(deliveries("failed")).isPositive();
                        });
        assertThat(
                        request(
                                r ->
                                        "api.crm.example".equals(r.get("host"))
                                                && r.toString().contains("flaky@")
                                                && Integer.valueOf(1).equals(r.get("repeat"))))
                .containsEntry("status", 200);
        assertThat(get("/sandbox").body()).contains("refused%40sandbox.example", "repeat 5");
    }

    private double deliveries(String outcome) throws Exception {
        return metric(
                "tidegate_deliveries_total{connector=\"crm-contacts\",outcome=\""
                        + outcome
                        + "\"}");
    }

    @Test
    void aBrokenHostFailsAndAMendedOneDeliversWhatWaited() throws Exception {
        start(Path.of("routes"));
        get("/sandbox/break?status=418&host=audit.example");
        post("obj-2", "DeleteCustomObject", "{\"Id\":\"5d02\",\"Uid\":\"u2\"}");
        assertThat(request(r -> r.toString().contains("obj-2"))).containsEntry("status", 418);
        assertThat(get("/sandbox/mend").body()).isEqualTo("{\"broken\":{}}");
        request(r -> r.toString().contains("obj-2") && r.get("status").equals(201));

        HttpResponse<String> wrong = get("/sandbox/break?fail=often");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("fail is a share from 0 to 1, such as 0.3");
    }

    /** It used to be made before the third party was open, and one of its five was lost. */
    @Test
    void aRetryThatIsDueAtTheStartFindsTheThirdParty() throws Exception {
        start(Path.of("routes"));
        get("/sandbox/break?status=418&host=audit.example");
        for (int i = 0; i < 20; i++) {
            post("early-" + i, "DeleteCustomObject", "{\"Id\":\"5d0" + i + "\",\"Uid\":\"u\"}");
        }
        request(r -> r.get("host").equals("audit.example"));
        server.close();
        start(Path.of("routes"));
        request(r -> r.get("host").equals("audit.example") && r.get("status").equals(201));
        server.close();
        assertThat(errors()).isNotEmpty().containsOnly("the third party answered 418");
    }

    private List<String> errors() throws SQLException {
        String url = "jdbc:sqlite:" + folder.resolve("sandbox/tidegate.db");
        List<String> errors = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT DISTINCT a.error FROM attempt a JOIN delivery d ON d.id = a.delivery"
                                        + " WHERE d.connector = 'deletion-audit' AND a.error IS NOT NULL")) {
            while (rows.next()) {
                errors.add(rows.getString(1));
            }
        }
        return errors;
    }

    @Test
    void camelEndpointsMakeTheDetourTooAndABusLetsNothingIn() throws Exception {
        Path routes = Files.createDirectory(folder.resolve("routes"));
        Files.writeString(
                routes.resolve("bus.camel.yaml"),
                """
                - outflow:
                    id: to-a-bus
                    on: Register
                    mapping: { uid: $.data.Uid }
                    to: kafka:customers?brokers=bus.example:9092
                - route:
                    id: from-a-bus
                    from:
                      uri: kafka:orders?brokers=bus.example:9092
                      steps: [{ to: "events:" }]
                """);
        start(routes);
        post("bus-1", "Register", "{\"Uid\":\"bus-1\"}");
        assertThat(request(r -> r.toString().contains("bus-1")))
                .containsEntry("host", "kafka")
                .containsEntry("path", "/customers")
                .containsEntry("body", Map.of("uid", "bus-1"));
    }

    @Test
    void withoutTheSandboxThereIsNoThirdParty() throws Exception {
        Map<String, String> environment =
                Map.of(
                        "TIDEGATE_DATA_DIR", folder.toString(),
                        "TIDEGATE_ROUTES_DIR", folder.resolve("none").toString(),
                        "TIDEGATE_PORT", "0");
        server = Server.start(new Settings(environment));
        assertThat(get("/sandbox").statusCode()).isEqualTo(404);
        assertThat(get("/sandbox/requests").statusCode()).isEqualTo(404);
        assertThat(get("/sandbox/at/api.crm.example/v1").statusCode()).isEqualTo(404);
        assertThat(get("/sandbox/break?off").statusCode()).isEqualTo(404);
    }

    @Test
    void secretsAreDummiesThereAndNoneIsStored() throws Exception {
        start(folder.resolve("none"));
        String admin = Files.readString(folder.resolve("sandbox/admin.token")).strip();
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://127.0.0.1:"
                                                        + server.port()
                                                        + "/api/secrets/crm"))
                                .header("Authorization", "Bearer " + admin)
                                .PUT(HttpRequest.BodyPublishers.ofString("{\"text\":\"x\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body())
                .contains("this is the sandbox: each secret is sandbox-NAME there, none is stored");
        assertThat(folder.resolve("sandbox/master.key")).doesNotExist();
    }
}
