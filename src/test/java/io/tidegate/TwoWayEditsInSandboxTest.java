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
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Edits at a CRM and at the identity provider, one after the other and against each other, in a
 * server as users run it: the systems come to say the same, and then it is quiet.
 */
class TwoWayEditsInSandboxTest {
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
                  ModifiedDate: $.data.at
                action: upsert-account
                match: [Email]
                conflict: last-write
            - outflow:
                id: crm-out
                system: crm
                on: [Register, UpdateProfile]
                rules: [ "$[?(@.source != '/sandbox/sample')]" ]
                mapping: { first: $.data.FirstName }
                to: https://api.crm.example/v1/contacts
            - outflow:
                id: mail-out
                system: mail
                on: [Register, UpdateProfile]
                rules: [ "$[?(@.source != '/sandbox/sample')]" ]
                mapping: { first: $.data.FirstName }
                to: https://api.mail.example/v1/subscribers
            """;

    private static final String EMAIL = "ann@example.com";
    private static final String ACCOUNT = "/sandbox/loginradius/identity/v2/manage/account";
    private static final String CREDENTIALS =
            "apikey=sandbox-identity-key&apisecret=sandbox-identity-secret";
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir private Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private Server server;
    private int posts;

    /** What the CRM's own people wrote last, and how many requests it had had by then. */
    private String edited = "";

    private int heardBefore;

    @Test
    void editsOnBothSidesConvergeWithoutAnEcho() throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.writeString(routes.resolve("crm.camel.yaml"), ROUTES);
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
        try (Server opened = Server.start(settings, Optional.of(sandbox))) {
            server = opened;
            edits();
        }
    }

    private void edits() throws Exception {
        crm("Ann", now());
        await().atMost(LONG).until(() -> heard("api.mail.example").equals(List.of("Ann")));
        settles("Ann");
        assertThat(heard("api.crm.example")).as("no echo of its own account").isEmpty();

        provider("Anna");
        settles("Anna");
        assertThat(heard("api.crm.example")).containsExactly("Anna");

        Instant before = now().minusSeconds(3_600);
        crm("Annie", before); // an edit of an hour ago, which came late
        await().atMost(LONG).until(() -> heard("api.crm.example").size() == 2);
        settles("Anna");

        crm("Anne", now());
        settles("Anne");

        provider("Hanna"); // both at once, and none waits for the other
        crm("Hannah", now());
        crm("Johanna", now());
        provider("Joan");
        settles(null);
    }

    /**
     * Nothing is under way, and all three say the same.
     *
     * @param first what they say; null: whoever won
     */
    private void settles(String first) {
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(
                        () -> {
                            int sent = deliveries("").size();
                            String account = account();
                            assertThat(first == null ? account : first).isEqualTo(account);
                            assertThat(crmSays()).as("the CRM").isEqualTo(account);
                            assertThat(last(heard("api.mail.example")))
                                    .as("the mail system")
                                    .isEqualTo(account);
                            assertThat(deliveries("&status=pending")).isEmpty();
                            assertThat(deliveries("&status=waiting")).isEmpty();
                            assertThat(events()).as("webhooks on their way").isEqualTo(events());
                            assertThat(deliveries("")).as("nothing circles").hasSize(sent);
                        });
    }

    private int events() throws Exception {
        return ((List<?>) get("/api/events?limit=200").get("items")).size();
    }

    private Instant now() {
        return Clock.systemUTC().instant();
    }

    private void crm(String first, Instant at) throws Exception {
        edited = first;
        heardBefore = heard("api.crm.example").size();
        String body =
                "{\"eventId\":\"e%d\",\"email\":\"%s\",\"first\":\"%s\",\"at\":\"%s\"}"
                        .formatted(++posts, EMAIL, first, at);
        assertThat(send("POST", "/inflow/crm-in", body)).isEqualTo(202);
    }

    private void provider(String first) throws Exception {
        String uid = String.valueOf(profile().get("Uid"));
        String path = ACCOUNT + "/" + uid + "?" + CREDENTIALS;
        assertThat(send("PUT", path, "{\"FirstName\":\"" + first + "\"}")).isEqualTo(200);
    }

    /** What it was told last, if that came after its own last edit. */
    private String crmSays() throws Exception {
        List<String> heard = heard("api.crm.example");
        return heard.size() > heardBefore ? last(heard) : edited;
    }

    private static String last(List<String> all) {
        return all.isEmpty() ? "" : all.get(all.size() - 1);
    }

    private String account() throws Exception {
        return String.valueOf(profile().get("FirstName"));
    }

    private Map<?, ?> profile() throws Exception {
        return get(ACCOUNT + "?email=" + EMAIL + "&" + CREDENTIALS);
    }

    /** The first names that a system was sent, oldest first. */
    private List<String> heard(String host) throws Exception {
        List<String> heard = new ArrayList<>();
        for (Object one : requests()) {
            Map<?, ?> request = (Map<?, ?>) one;
            if (host.equals(request.get("host"))) {
                heard.add(String.valueOf(((Map<?, ?>) request.get("body")).get("first")));
            }
        }
        Collections.reverse(heard);
        return heard;
    }

    private List<?> requests() throws Exception {
        Object read = read("/sandbox/requests");
        return read instanceof Map<?, ?> map ? (List<?>) map.get("items") : (List<?>) read;
    }

    private List<?> deliveries(String filter) throws Exception {
        return ((List<?>) get("/api/deliveries?limit=200" + filter).get("items"))
                .stream()
                        .filter(one -> !"/sandbox/sample".equals(((Map<?, ?>) one).get("source")))
                        .toList();
    }

    private Map<?, ?> get(String path) throws Exception {
        return (Map<?, ?>) read(path);
    }

    private Object read(String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer admin").build();
        String body = http.send(request, BodyHandlers.ofString()).body();
        return Json.parse(body.getBytes(StandardCharsets.UTF_8));
    }

    private int send(String method, String path, String body) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        return http.send(request, BodyHandlers.ofString()).statusCode();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
