package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.cli.Cli;
import io.tidegate.config.Settings;
import io.tidegate.event.Json;
import io.tidegate.sandbox.SafeSettings;
import io.tidegate.sandbox.Sandbox;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change goes to every system but the one that it came from, in both directions. */
class TwoWaySyncInSandboxTest {
    private static final String ROUTES =
            """
            - inflow:
                id: crm-in
                system: crm
                verify: { none: true }
                id-from: $.data.eventId
                mapping:
                  Email[0].Value: { from: $.data.email, required: true }
                  FirstName: $.data.first
                action: upsert-account
                match: [Email]
                echo: ECHO
            - outflow:
                id: crm-out
                system: crm
                on: ['*']
                rules:
                  - $[?(@.source != '/sandbox/sample')]
                to: https://api.crm.example/v1/contacts
            - outflow:
                id: mail-out
                system: mail
                on: [Register, UpdateProfile]
                rules:
                  - $[?(@.source != '/sandbox/sample')]
                to: https://api.mail.example/v1/subscribers
            """;

    private static final String CREDENTIALS =
            "&apikey=sandbox-identity-key&apisecret=sandbox-identity-secret";

    @TempDir private Path folder;
    private Path routes;

    @BeforeEach
    void makeRoutes() throws Exception {
        routes = Files.createDirectories(folder.resolve("routes"));
    }

    private Server server;

    private Server start(String echo) throws Exception {
        return start(echo, ROUTES);
    }

    private Server start(String echo, String text) throws Exception {
        Files.writeString(routes.resolve("crm.camel.yaml"), text.replace("ECHO", echo));
        SafeSettings safe =
                SafeSettings.of(
                        Map.of(
                                "TIDEGATE_DATA_DIR",
                                folder.resolve("data").toString(),
                                "TIDEGATE_ROUTES_DIR",
                                routes.toString(),
                                "TIDEGATE_ADMIN_TOKEN",
                                "admin",
                                "TIDEGATE_PORT",
                                "0"),
                        new Properties());
        Settings settings =
                new Settings(safe.environment(), new Properties(), SafeSettings.DEFAULTS);
        Sandbox sandbox = new Sandbox(settings.host(), settings.dataDir(), List.of());
        return Server.start(settings, Optional.of(sandbox));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aPostReachesTheOthersAndNotItsSenderThenTheSameTheOtherWayRound() throws Exception {
        server = start("remember");
        post("{\"eventId\":\"e1\",\"email\":\"ann@example.com\",\"first\":\"Ann\"}");

        await().until(() -> told().contains("mail-out Register delivered"));
        await().untilAsserted(
                        () ->
                                assertThat(told())
                                        .containsExactly(
                                                "crm-in inflow.crm-in delivered",
                                                "crm-out Register skipped echo",
                                                "crm-out inflow.crm-in skipped echo",
                                                "mail-out Register delivered"));

        assertTraced();

        update("Anna");
        await().until(() -> told().contains("crm-out UpdateProfile delivered"));
        await().until(() -> told().contains("mail-out UpdateProfile delivered"));

        post("{\"eventId\":\"e2\",\"email\":\"ann@example.com\",\"first\":\"Anna\"}");
        await().until(() -> outcomes().contains("unchanged"));
        assertThat(outcomes()).containsExactly("created", "unchanged");
    }

    @Test
    void anInflowThatWasExportedDoesTheSame() throws Exception {
        Files.writeString(routes.resolve("crm.camel.yaml"), ROUTES.replace("ECHO", "remember"));
        String exported = exported("crm-in");
        Files.writeString(routes.resolve("in.camel.yaml"), exported);
        server = start("remember", ROUTES.substring(ROUTES.indexOf("- outflow:")));
        post("{\"eventId\":\"e1\",\"email\":\"joe@example.com\",\"first\":\"Joe\"}");

        await().untilAsserted(
                        () ->
                                assertThat(told())
                                        .containsExactly(
                                                "crm-in inflow.crm-in delivered",
                                                "crm-out Register skipped echo",
                                                "crm-out inflow.crm-in skipped echo",
                                                "mail-out Register delivered"));
        post("{\"eventId\":\"e2\",\"email\":\"joe@example.com\",\"first\":\"Joe\"}");
        await().until(() -> outcomes().contains("unchanged"));
        assertThat(outcomes()).containsExactly("created", "unchanged");
        assertThat(send("POST", "/inflow/crm-in", "no json")).isEqualTo(400);
    }

    private String exported(String connector) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Map<String, String> environment = Map.of("TIDEGATE_ROUTES_DIR", routes.toString());
        int status =
                new Cli(
                                new CommandInstallation(
                                        environment, new Properties(), sandbox -> 0),
                                new PrintStream(out, true, StandardCharsets.UTF_8),
                                System.err)
                        .execute("export", connector);
        assertThat(status).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aSuppressedWebhookIsAnEventOfTheActionsRecord() throws Exception {
        server = start("suppress");
        post("{\"eventId\":\"e1\",\"email\":\"bob@example.com\",\"first\":\"Bob\"}");

        await().untilAsserted(
                        () ->
                                assertThat(told())
                                        .containsExactly(
                                                "crm-in inflow.crm-in delivered",
                                                "crm-out Register skipped echo",
                                                "crm-out inflow.crm-in skipped echo",
                                                "mail-out Register delivered"));
        assertThat(deliveries())
                .filteredOn(one -> "mail-out".equals(one.get("connector")))
                .extracting(one -> one.get("source"), one -> one.get("origin"))
                .containsExactly(org.assertj.core.groups.Tuple.tuple("/sync/crm-in", "crm"));
    }

    @Test
    void anAfterHookWritesTheThirdPartysIdBackWhichIsNoNewsToIt() throws Exception {
        Files.writeString(
                routes.resolve("id.js"),
                "(event, request, response) => ({ Uid: event.data.Uid,"
                        + " ExternalIds: [{ Source: 'shop', SourceId: response.body.id }] })");
        Files.writeString(
                routes.resolve("shop.camel.yaml"),
                """
                - outflow:
                    id: shop-out
                    system: shop
                    on: [Register, UpdateProfile]
                    rules:
                      - $[?(@.source != '/sandbox/sample')]
                    to: https://api.shop.example/customers
                    after:
                      - script: id.js
                      - to: identity:update-account?input=result
                """);
        server = start("remember");
        post("{\"eventId\":\"e1\",\"email\":\"eve@example.com\",\"first\":\"Eve\"}");

        await().untilAsserted(
                        () -> assertThat(told()).contains("shop-out UpdateProfile skipped echo"));
        await().until(() -> told().contains("crm-out UpdateProfile delivered"));
        await().until(() -> told().contains("mail-out UpdateProfile delivered"));
        assertThat(told()).contains("shop-out Register delivered");
        Map<?, ?> account =
                get(
                        "/sandbox/loginradius/identity/v2/manage/account?email=eve@example.com"
                                + CREDENTIALS);
        assertThat(Json.text(account))
                .contains("\"ExternalIds\":[{\"Source\":\"shop\",\"SourceId\":\"");
        assertThat(deliveries())
                .anyMatch(
                        one ->
                                "shop-out".equals(one.get("connector"))
                                        && "done".equals(one.get("after")));
    }

    /** From the post down to who heard of it, and from there up again. */
    private void assertTraced() throws Exception {
        Map<?, ?> post = get("/api/events/e1/trace?source=/inflow/crm-in");
        String down = Json.text(post);
        assertThat(post.get("causedBy")).isEqualTo(List.of());
        assertThat(down)
                .containsSubsequence(
                        "\"connector\":\"crm-in\"",
                        "\"caused\":[{",
                        "\"type\":\"Register\"",
                        "\"connector\":\"crm-out\"",
                        "\"reason\":\"echo\"",
                        "\"connector\":\"mail-out\"",
                        "\"status\":\"delivered\"")
                .endsWith("\"cut\":false}");
        String webhook =
                deliveries().stream()
                        .filter(one -> "mail-out".equals(one.get("connector")))
                        .map(one -> String.valueOf(one.get("event")))
                        .findFirst()
                        .orElseThrow();
        assertThat(Json.text(get("/api/events/" + webhook + "/trace").get("causedBy")))
                .containsSubsequence("\"connector\":\"crm-in\"", "\"id\":\"e1\"");
    }

    private Map<?, ?> get(String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer admin").build();
        String body = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
        return (Map<?, ?>) Json.parse(body.getBytes(StandardCharsets.UTF_8));
    }

    private void post(String body) throws Exception {
        assertThat(send("POST", "/inflow/crm-in", body)).isEqualTo(202);
    }

    private void update(String first) throws Exception {
        String uid =
                deliveries().stream()
                        .filter(one -> "mail-out".equals(one.get("connector")))
                        .map(one -> String.valueOf(one.get("subject")))
                        .findFirst()
                        .orElseThrow();
        String path = "/sandbox/loginradius/identity/v2/manage/account/" + uid + "?" + CREDENTIALS;
        assertThat(send("PUT", path, "{\"FirstName\":\"" + first + "\"}")).isEqualTo(200);
    }

    /** Connector, type, status and reason of each, without the sandbox's samples. */
    private TreeSet<String> told() throws Exception {
        TreeSet<String> told = new TreeSet<>();
        for (Map<?, ?> one : deliveries()) {
            Object reason = one.get("reason");
            told.add(
                    one.get("connector")
                            + " "
                            + one.get("type")
                            + " "
                            + one.get("status")
                            + (reason == null ? "" : " " + reason));
        }
        return told;
    }

    private List<String> outcomes() throws Exception {
        return deliveries().stream()
                .filter(one -> "crm-in".equals(one.get("connector")))
                .map(one -> one.get("result"))
                .filter(Map.class::isInstance)
                .map(result -> String.valueOf(((Map<?, ?>) result).get("outcome")))
                .sorted()
                .toList();
    }

    private List<Map<?, ?>> deliveries() throws Exception {
        return ((List<?>) get("/api/deliveries?limit=200").get("items"))
                .stream()
                        .<Map<?, ?>>map(one -> (Map<?, ?>) one)
                        .filter(one -> !"/sandbox/sample".equals(one.get("source")))
                        .toList();
    }

    private int send(String method, String path, String body) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
