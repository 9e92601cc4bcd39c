package io.tidegate.inflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.ManualClock;
import io.tidegate.event.Provenance;
import io.tidegate.intake.WebServer;
import io.tidegate.intake.Wire;
import io.vertx.core.Vertx;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What LoginRadius posts, with the irregularities that its documentation shows. */
class LoginRadiusWebhooksTest {
    /** Of the body below, by the secret {@code test-api-secret}; made with another tool. */
    private static final String SIGNATURE =
            "5C673D750572CA30628FE1166CA45FECABDA10BF0A26B9F9D6E3D18701907E65";

    private static final String BODY =
            "{\"HookName\":\"login\",\"Time\":\"2024-01-01T00:00:00Z\",\"HookId\":\"00000000-0000-0000-0000-000000000001\",\"Data\":{\"Uid\":\"u1\"}}";

    @TempDir private Path folder;
    private final ManualClock clock = new ManualClock("2024-01-01T00:01:00Z");
    private PostedTo server;

    @BeforeEach
    void open() throws Exception {
        server =
                new PostedTo(
                        folder,
                        clock,
                        webhook ->
                                "u-crm".equals(webhook.subject())
                                        ? webhook.from(new Provenance("crm", 7L))
                                        : webhook,
                        30_000);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static String sign(String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(
                new SecretKeySpec(
                        "test-api-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of()
                .withUpperCase()
                .formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }

    private HttpResponse<String> post(String body, String... headers) throws Exception {
        return server.post("/webhooks/loginradius", body, headers);
    }

    private Map<String, String> stored(String body) throws Exception {
        HttpResponse<String> answer = post(body, "signature", sign(body));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return server.events().get(server.events().size() - 1);
    }

    private static String hook(String name, String data) {
        return "{\"HookName\":\""
                + name
                + "\",\"Time\":\"2024-01-01T00:00:00Z\",\"HookId\":\"h1\",\"Data\":"
                + data
                + "}";
    }

    @Test
    void aSignedWebhookBecomesAnEventOfItsName() throws Exception {
        HttpResponse<String> answer =
                post(BODY, "signature", SIGNATURE, "content-type", "application/json");

        assertThat(answer.body())
                .isEqualTo(
                        "{\"accepted\":[\"00000000-0000-0000-0000-000000000001\"],\"duplicates\":[]}");
        assertThat(server.events().get(0))
                .containsEntry("id", "00000000-0000-0000-0000-000000000001")
                .containsEntry("source", "/webhooks/loginradius")
                .containsEntry("type", "Login")
                .containsEntry("subject", "u1")
                .containsEntry("time", "2024-01-01T00:00:00Z")
                .containsEntry("origin", "null")
                .containsEntry("data", "{\"Uid\":\"u1\"}");
        assertThat(post(BODY, "signature", SIGNATURE.toLowerCase(Locale.ROOT)).body())
                .isEqualTo(
                        "{\"accepted\":[],\"duplicates\":[\"00000000-0000-0000-0000-000000000001\"]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "zz",
                "5C673D750572CA30628FE1166CA45FECABDA10BF0A26B9F9D6E3D18701907E66"
            })
    void anyOtherSignatureIs401(String signature) throws Exception {
        assertThat(post(BODY, "signature", signature).statusCode()).isEqualTo(401);
        assertThat(post(BODY).statusCode()).isEqualTo(401);
        assertThat(post(BODY + " ", "signature", SIGNATURE).statusCode()).isEqualTo(401);
        assertThat(post("not JSON", "signature", SIGNATURE).statusCode()).isEqualTo(401);
        assertThat(server.events()).isEmpty();
        assertThat(server.counted).hasSize(4).containsOnly("(webhooks/loginradius) unverified");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-04T00:00:00Z, 202",
        "2024-01-04T00:00:00.001Z, 401",
        "2023-12-31T23:55:00Z, 202",
        "2023-12-31T23:54:59Z, 401"
    })
    void aTimeLongAgoOrFarAheadIs401(String now, int status) throws Exception {
        Path other = Files.createDirectory(folder.resolve("then"));
        try (PostedTo then = new PostedTo(other, new ManualClock(now))) {
            assertThat(
                            then.post("/webhooks/loginradius", BODY, "signature", SIGNATURE)
                                    .statusCode())
                    .isEqualTo(status);
            assertThat(then.counted).hasSize(status == 401 ? 1 : 0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-01T00:00:30.5Z, 2024-01-01T00:00:30.500Z",
        "2024-01-01T00:00:30.1234567Z, 2024-01-01T00:00:30.123456700Z",
        "2024-01-01T00:00:30.12345678901Z, 2024-01-01T00:00:30.123456789Z",
        "2024-01-01T01:00:30+01:00, 2024-01-01T00:00:30Z",
        "2024-01-01T00:00:30, 2024-01-01T00:00:30Z",
        "0001-01-01T00:00:00Z, 2024-01-01T00:01:00Z",
        "whenever, 2024-01-01T00:01:00Z"
    })
    void timesComeInManyForms(String sent, String time) throws Exception {
        String body = hook("login", "{}").replace("2024-01-01T00:00:00Z", sent);

        assertThat(stored(body)).containsEntry("time", time);
    }

    @ParameterizedTest
    @CsvSource({
        "updateprofile, UpdateProfile",
        "UpdateProfile, UpdateProfile",
        "UPDATECUSTOMOBJECT, UpdateCustomObject",
        "setpin, SetPIN",
        "brandnew, loginradius.brandnew",
        "BrandNew, loginradius.brandnew"
    })
    void hookNamesComeInAnyCaseAndNewOnesAreKept(String name, String type) throws Exception {
        assertThat(stored(hook(name, "{}"))).containsEntry("type", type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "two words"})
    void aHookWithoutANameIs422(String name) throws Exception {
        String body = hook(name, "{}");

        HttpResponse<String> answer = post(body, "signature", sign(body));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"pointer\":\"/HookName\"");
    }

    @Test
    void whatIsSignedButNoObjectIs400() throws Exception {
        for (String body : new String[] {"[]", "1", "{", ""}) {
            assertThat(post(body, "signature", sign(body)).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void aRemovedEmailStandsBesideTheProfile() throws Exception {
        Map<String, String> event =
                stored(
                        hook(
                                "removeemail",
                                "{\"UserProfile\":{\"Uid\":\"u2\",\"Email\":[{\"Type\":\"Primary\",\"Value\":\"a@x.example\"}],\"Password\":\"hash\"},\"RemovedEmail\":\"old@x.example\"}"));

        assertThat(event)
                .containsEntry("type", "RemoveEmail")
                .containsEntry("subject", "u2")
                .containsEntry(
                        "data",
                        "{\"Uid\":\"u2\",\"Email\":[{\"Type\":\"Primary\",\"Value\":\"a@x.example\"}],\"RemovedEmail\":\"old@x.example\"}");
    }

    @Test
    void customObjectsAreKeptAsTheyAre() throws Exception {
        assertThat(
                        stored(
                                hook(
                                        "createcustomobject",
                                        "{\"Id\":\"1\",\"Uid\":\"u3\",\"CustomObject\":[{\"a\":1.50}]}")))
                .containsEntry("subject", "u3")
                .containsEntry(
                        "data", "{\"Id\":\"1\",\"Uid\":\"u3\",\"CustomObject\":[{\"a\":1.50}]}");
    }

    @Test
    void anEventWithoutAnIdHasOneOfItsContent() throws Exception {
        String body = "{\"HookName\":\"login\",\"Data\":null}";

        Map<String, String> event = stored(body);

        assertThat(event.get("id")).startsWith("body-").hasSize(37);
        assertThat(event).containsEntry("data", "null").containsEntry("subject", "null");
        assertThat(post(body, "signature", sign(body)).body()).contains("\"accepted\":[]");
    }

    @Test
    void passwordsTokensAndPinsAreNotStoredAtAnyDepth() throws Exception {
        String data =
                """
                {"Uid":"u1","Password":"HASH-1","PIN":{"PIN":"HASH-2","Skipped":false},
                "LastPasswordChangeToken":"HASH-3","PasswordHash":"HASH-4",
                "ProviderAccessCredential":{"AccessToken":"HASH-5","TokenSecret":"HASH-6"},
                "Identities":[{"Provider":"google","ProviderAccessCredential":{"AccessToken":"HASH-7"},
                "password":"HASH-8","refresh_token":"HASH-9"}],"FirstName":"Ada","IsSecurePassword":true,
                "CustomFields":{"ApiSecret":"HASH-10","pinned":"yes","Otp":"HASH-11"}}
                """;

        Map<String, String> event = stored(hook("login", data));

        assertThat(event)
                .containsEntry(
                        "data",
                        "{\"Uid\":\"u1\",\"Identities\":[{\"Provider\":\"google\"}],\"FirstName\":\"Ada\",\"CustomFields\":{\"pinned\":\"yes\"}}");
        server.journal.close();
        try (var files = Files.list(folder)) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(
                            file ->
                                    assertThat(
                                                    new String(
                                                            Files.readAllBytes(file),
                                                            StandardCharsets.ISO_8859_1))
                                            .doesNotContain("HASH-"));
        }
    }

    @Test
    void whoseChangeItWasIsAskedBeforeItIsStored() throws Exception {
        assertThat(stored(hook("updateprofile", "{\"Uid\":\"u-crm\"}")))
                .containsEntry("origin", "crm");
        assertThat(server.rows("SELECT cause FROM event").toString()).isEqualTo("[{cause=7}]");
    }

    @Test
    void withoutASecretNoneIsJudged() throws Exception {
        Refusals refusals = new Refusals((connector, reason) -> {}, clock);
        Vertx vertx = Vertx.vertx();
        try {
            InflowEndpoints none =
                    new InflowEndpoints(
                            new InflowEndpoints.Needs(
                                    null, null, Origins.UNKNOWN, events -> null, refusals, null),
                            new InflowEndpoints.Limits(1_024, clock));
            int port =
                    new WebServer(
                                    vertx,
                                    new WebServer.Doors(null, null, none.webhooks(null), null),
                                    null)
                            .listen("127.0.0.1", 0);

            var answer =
                    Wire.once(
                            port,
                            "POST /webhooks/loginradius HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\n\r\n{}");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body())
                    .contains(
                            "neither TIDEGATE_WEBHOOK_SECRET nor TIDEGATE_IDENTITY_SECRET is set here");
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Test
    void onlyPostIsTaken() throws Exception {
        var answer =
                Wire.once(server.port, "GET /webhooks/loginradius HTTP/1.1\r\nHost: t\r\n\r\n");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("allow", "POST");
    }
}
