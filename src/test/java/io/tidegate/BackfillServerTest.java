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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts of the sandbox's identity provider, fed through a connector of the same server. */
class BackfillServerTest {
    private static final int ACCOUNTS = 30;

    /** Sample events come in meanwhile. */
    private static final String OURS =
            "delivery d JOIN event e ON e.seq = d.event AND e.type = 'backfill.crm'";

    private final HttpClient http = HttpClient.newHttpClient();
    @TempDir private Path folder;
    private Server server;

    @BeforeEach
    void begin() throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.writeString(
                routes.resolve("crm.camel.yaml"),
                """
                - outflow:
                    id: crm
                    on: [Register]
                    rules: ["$.data[?(@.FirstName != 'User 7')]", "$.data.Uid"]
                    mapping: { name: { from: $.data.FirstName, required: true }, secret: $.data.Password }
                    to: https://api.crm.example/contacts
                - outflow:
                    id: all
                    on: ['*', 'backfill.*']
                    to: https://all.example/
                """);
        start();
        for (int i = 0; i < ACCOUNTS; i++) {
            create(i);
        }
    }

    private void start() throws Exception {
        SafeSettings safe =
                SafeSettings.of(
                        Map.of(
                                "TIDEGATE_DATA_DIR",
                                folder.toString(),
                                "TIDEGATE_ROUTES_DIR",
                                folder.resolve("routes").toString(),
                                "TIDEGATE_PORT",
                                "0",
                                "TIDEGATE_ADMIN_TOKEN",
                                "right-admin-token"),
                        new Properties());
        Settings settings =
                new Settings(safe.environment(), new Properties(), SafeSettings.DEFAULTS);
        server =
                Server.start(
                        settings,
                        Optional.of(new Sandbox(settings.host(), settings.dataDir(), List.of())));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Without a webhook: no connector has heard of it. */
    private void create(int n) throws Exception {
        String body =
                "{\"FirstName\":\"User "
                        + n
                        + "\",\"Password\":\"Secret-1234\",\"Email\":[{\"Type\":\"Primary\",\"Value\":\"u"
                        + n
                        + "@mail.example\"}]}";
        String path =
                "/sandbox/loginradius/identity/v2/manage/account?apikey=sandbox-identity-key&apisecret=sandbox-identity-secret";
        await().until(
                        () ->
                                send("POST", path, body, Map.of("X-PreventWebhook", "true"))
                                                .statusCode()
                                        == 200);
    }

    private HttpResponse<String> send(
            String method, String path, String body, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private Map<?, ?> api(String method, String path, String body, int status) throws Exception {
        HttpResponse<String> answer =
                send(method, path, body, Map.of("Authorization", "Bearer right-admin-token"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return (Map<?, ?>) Json.parse(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private long count(String from) throws Exception {
        try (var connection =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + database(folder).resolve("tidegate.db"));
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM " + from)) {
            return rows.getLong(1);
        }
    }

    /** The sandbox keeps a folder of its own. */
    private static Path database(Path data) {
        return Files.exists(data.resolve("tidegate.db")) ? data : data.resolve("sandbox");
    }

    @Test
    void everyAccountReachesThatConnectorOnceAcrossARestart() throws Exception {
        Map<?, ?> job = api("POST", "/api/connectors/crm/backfill", "{\"rate\":\"20/s\"}", 202);
        await().until(() -> count(OURS + " WHERE connector = 'crm'") > 5);
        server.close();
        assertThat(count(OURS + " WHERE connector = 'crm'")).isLessThan(ACCOUNTS);
        start();

        String path = "/api/backfills/" + job.get("id");
        await().until(() -> api("GET", path, "", 200).get("state").equals("done"));
        await().until(() -> count(OURS + " WHERE status IN ('pending', 'waiting')") == 0);
        assertThat(count("event WHERE type = 'backfill.crm'")).isEqualTo(ACCOUNTS);
        assertThat(count(OURS + " WHERE connector = 'crm'")).isEqualTo(ACCOUNTS);
        assertThat(count(OURS + " WHERE connector = 'crm' AND status = 'delivered'"))
                .isEqualTo(ACCOUNTS - 1);
        assertThat(count(OURS + " WHERE connector = 'all'")).isZero();
        assertThat(
                        count(
                                "event WHERE type = 'backfill.crm' AND CAST(data AS TEXT) LIKE '%assword%'"))
                .isZero();
        assertThat(api("GET", path, "", 200).get("done")).isEqualTo(ACCOUNTS);
        assertThat(api("DELETE", path, "", 409).get("detail").toString()).endsWith("done");
    }

    @Test
    void aDryRunGoesThroughTheConnectorAsItRuns() throws Exception {
        Map<?, ?> run = api("POST", "/api/connectors/crm/backfill", "{\"dryRun\":true}", 200);
        assertThat(run.get("looked")).isEqualTo(ACCOUNTS);
        assertThat(run.get("total")).isEqualTo(ACCOUNTS);
        assertThat(run.get("sent")).isEqualTo(ACCOUNTS - 1);
        assertThat(run.get("skipped").toString()).contains("count=1").contains("User 7");
        assertThat(run.get("failed")).isEqualTo(List.of());
        assertThat(count("event WHERE type LIKE 'backfill%'")).isZero();
        assertThat(api("GET", "/api/backfills", "", 200).get("items")).isEqualTo(List.of());
        assertThat(api("POST", "/api/connectors/none/backfill", "", 404).get("detail"))
                .isEqualTo("there is no connector none");
    }
}
