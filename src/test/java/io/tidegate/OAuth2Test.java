package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.AnsweringServer.Answer;
import io.tidegate.AnsweringServer.Got;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Access tokens: what is asked for, how often, and what becomes of it. */
class OAuth2Test {
    private static final String REFRESHED =
            """
            destination: refreshed
            title: An API behind a refresh token
            required: [baseUrl, refreshToken]
            properties:
              baseUrl: { type: string, format: uri }
              tokenUrl: { type: string, format: uri }
              refreshToken: { type: string, format: password }
              audience: { type: string }
            oauth2:
              grant: refresh_token
              tokenUrl: "{{baseUrl}}/token"
              refreshToken: "{{refreshToken}}"
              form: { audience: "{{audience}}", resource: "urn:x y" }
            request: { url: "{{baseUrl}}/things" }
            success: { status: [200] }
            retry: { status: [500-599] }
            """;

    @TempDir private Path folder;
    private AnsweringServer thirdParties;
    private RunningServer server;
    private String tokens;
    private String api;

    @BeforeEach
    void open() throws Exception {
        thirdParties = new AnsweringServer();
    }

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
        thirdParties.close();
    }

    private static Answer token(String name, int seconds) {
        return Answer.of(
                200,
                "{\"access_token\":\""
                        + name
                        + "\",\"token_type\":\"Bearer\",\"expires_in\":"
                        + seconds
                        + "}");
    }

    /** Connectors a, b, … with the same client. */
    private void start(int connectors, List<Answer> tokenAnswers, List<Answer> apiAnswers)
            throws Exception {
        tokens = thirdParties.url("tokens", tokenAnswers);
        api = thirdParties.url("api", apiAnswers);
        StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < connectors; i++) {
            yaml.append(
                    """
                    - outflow:
                        id: NAME
                        on: Register
                        ordered: false
                        to:
                          destination: http-oauth2
                          url: API/things
                          tokenUrl: TOKENS/token
                          clientId: tide gate
                          clientSecret: "{{secret:client}}"
                        retry: { attempts: 3, delay: 50ms }
                    """
                            .replace("NAME", String.valueOf((char) ('a' + i)))
                            .replace("API", api)
                            .replace("TOKENS", tokens));
        }
        run(yaml.toString());
        server.put("/api/secrets/client", "{\"text\":\"hush:hush/1\"}");
    }

    private void run(String yaml) throws Exception {
        server = new RunningServer(folder, yaml, Map.of());
    }

    private void post(String... ids) throws Exception {
        for (String id : ids) {
            server.post(RunningServer.event(id, "Register", "{\"Uid\":\"" + id + "\"}"));
        }
    }

    private void finished(int deliveries) {
        await().until(
                        () ->
                                server.rows("SELECT 1 FROM delivery WHERE finished_at IS NOT NULL")
                                                .size()
                                        == deliveries);
    }

    private List<String> statuses() {
        return server.rows("SELECT DISTINCT status FROM delivery");
    }

    private static List<Answer> times(int number, Answer answer) {
        List<Answer> all = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            all.add(answer);
        }
        return all;
    }

    @Test
    void manyDeliveriesOfTwoConnectorsShareOneFetch() throws Exception {
        start(2, List.of(token("at-1", 3600)), times(60, Answer.of(200, "")));
        for (int i = 0; i < 30; i++) {
            post("e-" + i);
        }
        finished(60);
        assertThat(statuses()).containsExactly("delivered");
        assertThat(thirdParties.got("tokens")).hasSize(1);
        Got asked = thirdParties.got("tokens").get(0);
        assertThat(asked.text()).isEqualTo("grant_type=client_credentials");
        assertThat(asked.header("authorization"))
                .isEqualTo("Basic " + base64("tide+gate:hush%3Ahush%2F1"));
        assertThat(asked.header("idempotency-key")).isNull();
        assertThat(thirdParties.got("api"))
                .allSatisfy(
                        one -> assertThat(one.header("authorization")).isEqualTo("Bearer at-1"));
    }

    private static String base64(String text) {
        return java.util.Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aTokenThatIsAboutToEndIsFetchedAnew() throws Exception {
        start(1, List.of(token("short", 0), token("at-2", 3600)), times(3, Answer.of(200, "")));
        post("e-1");
        finished(1);
        post("e-2");
        finished(2);
        post("e-3");
        finished(3);
        assertThat(thirdParties.got("tokens")).hasSize(2);
        assertThat(thirdParties.got("api"))
                .extracting(one -> one.header("authorization"))
                .containsExactly("Bearer short", "Bearer at-2", "Bearer at-2");
    }

    @Test
    void aSecretThatWasChangedCountsAtTheNextRequest() throws Exception {
        start(1, List.of(token("at-1", 3600), token("at-2", 3600)), times(2, Answer.of(200, "")));
        post("e-1");
        finished(1);
        server.put("/api/secrets/client", "{\"text\":\"another\"}");
        post("e-2");
        finished(2);
        assertThat(thirdParties.got("tokens").get(1).header("authorization"))
                .isEqualTo("Basic " + base64("tide+gate:another"));
        assertThat(thirdParties.got("api").get(1).header("authorization")).isEqualTo("Bearer at-2");
    }

    @Test
    void aTokenEndpointThatRefusesIsAskedAgainByTheUsualPlan() throws Exception {
        Answer no =
                Answer.of(
                        401,
                        "{\"error\":\"invalid_client\",\"error_description\":\"hush:hush/1 is wrong\"}");
        start(1, List.of(no, token("at-1", 3600)), List.of(Answer.of(200, "")));
        post("e-1");
        finished(1);
        assertThat(statuses()).containsExactly("delivered");
        assertThat(thirdParties.got("api")).hasSize(1);
        assertThat(server.rows("SELECT error FROM attempt ORDER BY number"))
                .containsExactly(
                        "no access token from "
                                + tokens
                                + "/token: the token endpoint answered 401 (invalid_client: {{secret:client}} is wrong)",
                        null);
    }

    @Test
    void theTokenEndpointsRetryAfterIsWaitedFor() throws Exception {
        start(1, List.of(new Answer(429, Map.of("Retry-After", "120"), "")), List.of());
        post("e-1");
        await().until(
                        () ->
                                server.rows("SELECT 1 FROM delivery WHERE status = 'waiting'")
                                                .size()
                                        == 1);
        String due = "SELECT due_at - (SELECT max(started_at) FROM attempt) FROM delivery";
        assertThat(Long.parseLong(server.rows(due).get(0))).isBetween(119_000L, 125_000L);
    }

    @Test
    void anAnswerWithoutATokenIsNone() throws Exception {
        start(1, times(4, Answer.of(200, "{\"token\":\"at-1\"}")), List.of());
        post("e-1");
        finished(1);
        assertThat(statuses()).containsExactly("failed");
        assertThat(server.rows("SELECT reason FROM delivery").get(0))
                .endsWith("/token: the token endpoint answered 200 without an access_token");
    }

    @Test
    void aTokenEndpointIsGuardedLikeAnyTarget() throws Exception {
        tokens = thirdParties.url("tokens", List.of(token("at-1", 3600)));
        server =
                new RunningServer(
                        folder,
                        """
                        - outflow:
                            id: a
                            on: Register
                            to:
                              destination: http-oauth2
                              url: http://localhost:1/things
                              tokenUrl: TOKENS/token
                              clientId: x
                              clientSecret: "{{secret:client}}"
                        """
                                .replace("TOKENS", tokens),
                        Map.of(
                                "TIDEGATE_ALLOW_PRIVATE_TARGETS", "false",
                                "TIDEGATE_ALLOWED_PRIVATE_TARGETS", "localhost"));
        server.put("/api/secrets/client", "{\"text\":\"x\"}");
        post("e-1");
        finished(1);
        assertThat(server.rows("SELECT reason FROM delivery").get(0))
                .startsWith(
                        "no access token from "
                                + tokens
                                + "/token: the target 127.0.0.1 is at the private address 127.0.0.1");
        assertThat(thirdParties.got("tokens")).isEmpty();
    }

    @Test
    void neitherTokenNorSecretIsStored() throws Exception {
        start(
                1,
                List.of(token("at-first-token", 3600), token("at-second-token", 3600)),
                List.of(
                        Answer.of(401, "{\"you\":\"sent at-first-token\"}"),
                        Answer.of(503, "{\"you\":\"sent at-second-token\"}"),
                        Answer.of(200, "")));
        post("e-1");
        finished(1);
        assertThat(server.rows("SELECT headers FROM request").get(0))
                .contains("\"Authorization\":\"Bearer {{oauth2:http-oauth2}}\"");
        assertThat(server.rows("SELECT response FROM attempt WHERE number = 1"))
                .containsExactly("{\"you\":\"sent {{oauth2:http-oauth2}}\"}");
        for (String file : List.of("tidegate.db", "tidegate.db-wal")) {
            Path path = folder.resolve("data").resolve(file);
            String all =
                    Files.exists(path) ? Files.readString(path, StandardCharsets.ISO_8859_1) : "";
            assertThat(all)
                    .doesNotContain("at-first-token")
                    .doesNotContain("at-second-token")
                    .doesNotContain("hush:hush");
        }
    }

    private void refreshed(List<Answer> answers) throws Exception {
        api = thirdParties.url("api", answers);
        Files.createDirectories(folder.resolve("routes/destinations"));
        Files.writeString(folder.resolve("routes/destinations/refreshed.yaml"), REFRESHED);
        run(
                """
                - outflow:
                    id: a
                    on: Register
                    to: { destination: refreshed, baseUrl: API, refreshToken: "{{secret:refresh}}" }
                    retry: { attempts: 1, delay: 50ms }
                """
                        .replace("API", api));
        server.put("/api/secrets/refresh", "{\"text\":\"rt-1\"}");
    }

    @Test
    void aChangedRefreshTokenIsStoredUnderItsName() throws Exception {
        Answer rotating =
                Answer.of(
                        200,
                        "{\"access_token\":\"at-1\",\"refresh_token\":\"rt-2\",\"expires_in\":0}");
        refreshed(List.of(rotating, Answer.of(200, ""), token("at-2", 3600), Answer.of(200, "")));
        post("e-1");
        finished(1);
        post("e-2");
        finished(2);
        assertThat(statuses()).containsExactly("delivered");
        assertThat(thirdParties.got("api"))
                .extracting(
                        one ->
                                one.url().equals("/token")
                                        ? one.text()
                                        : one.header("authorization"))
                .containsExactly(
                        "grant_type=refresh_token&refresh_token=rt-1&resource=urn%3Ax+y",
                        "Bearer at-1",
                        "grant_type=refresh_token&refresh_token=rt-2&resource=urn%3Ax+y",
                        "Bearer at-2");
        assertThat(server.rows("SELECT set_by FROM secret WHERE name = 'refresh'"))
                .containsExactly("oauth2");
    }

    @Test
    void aRequestThatWasMadeForAnotherDestinationIsNotSent() throws Exception {
        start(1, times(1, token("at-1", 3600)), times(9, Answer.of(503, "")));
        post("e-1");
        await().until(() -> !thirdParties.got("api").isEmpty());
        server.close();
        int before = thirdParties.got("api").size();
        Path file = folder.resolve("routes/test.camel.yaml");
        String yaml = "- outflow: { id: a, on: Register, to: API/elsewhere }\n".replace("API", api);
        Files.writeString(file, yaml);
        run(yaml);
        finished(1);
        assertThat(server.rows("SELECT reason FROM delivery"))
                .containsExactly(
                        "the stored request has a place for Bearer {{oauth2:http-oauth2}}, which the connector as it is now"
                                + " does not make: replay it from its event");
        assertThat(thirdParties.got("api")).hasSize(before);
    }
}
