package io.tidegate;

import static io.tidegate.intake.Wire.once;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.intake.Wire.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Posts to a whole server, whose connectors are read from files, switched off and exchanged. */
class InflowServerTest {
    private static final String YAML =
            """
            - inflow:
                id: crm-updates
                system: crm
                verify: { bearer: "{{secret:crm-token}}" }
                id-from: $.data.id
                rules:
                  - $[?(@.data.kind == 'nothing is of this kind')]
                mapping:
                  Email: $.data.email
                action: upsert-account
                match: [Email]
            - outflow:
                id: out
                on: [Register]
                to: http://127.0.0.1:1/x
            """;

    @TempDir private Path folder;
    private RunningServer server;

    @BeforeEach
    void start() throws Exception {
        server = new RunningServer(folder, YAML, Map.of());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String request(String method, String path, String token, String body) {
        return method
                + " "
                + path
                + " HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                + token
                + "\r\nContent-Length: "
                + body.getBytes(UTF_8).length
                + "\r\n\r\n"
                + body;
    }

    private Answer post(String connector, String token, String body) throws Exception {
        return once(server.port(), request("POST", "/inflow/" + connector, token, body));
    }

    private Answer api(String method, String path, String body) throws Exception {
        return once(server.port(), request(method, path, "right-admin-token", body));
    }

    private void setSecret() throws Exception {
        server.put("/api/secrets/crm-token", "{\"text\":\"right-token\"}");
    }

    private String health() throws Exception {
        return api("GET", "/observe/health", "").body();
    }

    @Test
    void aVerifiedPostIsAnEventOfItsConnector() throws Exception {
        setSecret();

        assertThat(post("crm-updates", "right-token", "{\"id\":\"1\"}").body())
                .isEqualTo("{\"accepted\":[\"1\"],\"duplicates\":[]}");
        await().untilAsserted(
                        () ->
                                assertThat(api("GET", "/api/deliveries?event=1", "").body())
                                        .contains(
                                                "\"connector\":\"crm-updates\"",
                                                "\"type\":\"inflow.crm-updates\"",
                                                "\"source\":\"/inflow/crm-updates\"",
                                                "\"status\":\"skipped\""));
    }

    @Test
    void withoutItsSecretItAnswers503AndHealthSaysWhatToSet() throws Exception {
        assertThat(post("crm-updates", "right-token", "{\"id\":\"1\"}").status()).isEqualTo(503);
        assertThat(health())
                .contains(
                        "connector crm-updates answers all posts 503: the secret crm-token is not set: set it by tidegate secret set crm-token");

        setSecret();

        assertThat(post("crm-updates", "right-token", "{\"id\":\"1\"}").status()).isEqualTo(202);
        assertThat(health()).doesNotContain("crm-token");
    }

    @Test
    void refusedPostsAreShownWithTheConnector() throws Exception {
        setSecret();
        post("crm-updates", "wrong", "{}");
        post("crm-updates", "wrong", "{}");
        post("crm-updates", "right-token", "{}");

        await().untilAsserted(
                        () ->
                                assertThat(api("GET", "/api/connectors/crm-updates", "").body())
                                        .containsPattern(
                                                "\"refused\":\\[\\{\"reason\":\"content\",\"count\":1,\"lastAt\":\"[^\"]+\"},"
                                                        + "\\{\"reason\":\"unverified\",\"count\":2,\"lastAt\":\"[^\"]+\"}]"));
    }

    @Test
    void outflowsInactiveOnesAndUnknownOnesAreTheSame404() throws Exception {
        setSecret();
        Answer unknown = post("none", "right-token", "{}");
        api("POST", "/api/connectors/crm-updates/deactivate", "{}");

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(post("out", "right-token", "{}")).isEqualTo(unknown);
        assertThat(post("crm-updates", "right-token", "{\"id\":\"1\"}")).isEqualTo(unknown);

        api("POST", "/api/connectors/crm-updates/activate", "{}");

        assertThat(post("crm-updates", "right-token", "{\"id\":\"1\"}").status()).isEqualTo(202);
    }

    @Test
    void aConnectorThatIsBrokenAtAStartAnswers503() throws Exception {
        setSecret();
        server.close();
        server =
                new RunningServer(
                        folder, YAML.replace("upsert-account", "upset-account"), Map.of());

        Answer answer = post("crm-updates", "right-token", "{\"id\":\"1\"}");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).contains("the file of this connector is broken");
    }

    @Test
    void postsAreTakenWhileTheConnectorIsExchanged() throws Exception {
        setSecret();
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<List<Integer>> posted =
                CompletableFuture.supplyAsync(() -> postUntil(enough));
        for (int i = 0; i < 5; i++) {
            String title = "title: version " + i;
            Files.writeString(
                    folder.resolve("routes/test.camel.yaml"),
                    YAML.replace("system: crm", "system: crm\n    " + title)
                            .replace("$.data.email", "$.data.email" + i));
            await().until(
                            () ->
                                    api("GET", "/api/connectors/crm-updates", "")
                                            .body()
                                            .contains(title.substring("title: ".length())));
        }
        enough.set(true);

        assertThat(posted.get()).hasSizeGreaterThan(20).containsOnly(202);
    }

    private List<Integer> postUntil(AtomicBoolean enough) {
        List<Integer> answers = new ArrayList<>();
        while (!enough.get()) {
            try {
                answers.add(
                        post("crm-updates", "right-token", "{\"id\":\"p" + answers.size() + "\"}")
                                .status());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        return answers;
    }
}
