package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tidegate.cli.Cli;
import io.tidegate.config.InvalidSettings;
import io.tidegate.config.Settings;
import io.tidegate.security.UnusableKey;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose payloads are encrypted, and what an erasure leaves. */
class EncryptionAndErasureServerTest {
    private static final String PLANTED = "Planted-7731";
    private static final String ANOTHER = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final Map<String, String> ENCRYPTED =
            Map.of("TIDEGATE_ENCRYPT_PAYLOADS", "true");

    @TempDir Path folder;

    private static String yaml(ThirdParty party, String retry) {
        return """
                - outflow:
                    id: crm
                    on: [a.b]
                    retry: %s
                    to: http://127.0.0.1:%d/x
                """
                .formatted(retry, party.port());
    }

    private static String event(String id) {
        return RunningServer.event(id, "a.b", "{\"name\":\"" + PLANTED + "\"}")
                .replace("\"data\":", "\"subject\":\"ann-" + PLANTED + "\",\"data\":");
    }

    /** The exit status and what it said. */
    private String run(RunningServer server, String... args) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        Map<String, String> environment =
                Map.of(
                        "TIDEGATE_PORT",
                        Integer.toString(server.port()),
                        "TIDEGATE_DATA_DIR",
                        folder.resolve("data").toString(),
                        "TIDEGATE_ADMIN_TOKEN",
                        "right-admin-token");
        var installation = new CommandInstallation(environment, new Properties(), sandbox -> 0);
        int status = new Cli(installation, out, out).execute(args);
        return status + " " + said.toString(StandardCharsets.UTF_8);
    }

    private static String contentOf(Path file) throws Exception {
        return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
    }

    @Test
    void theFileHoldsNoPayloadWhichTheApiShowsAndAReplaySends() throws Exception {
        try (ThirdParty party = new ThirdParty()) {
            party.says("HTTP/1.1 400 No\r\nContent-Length: 12\r\n\r\n" + PLANTED);
            String routes = yaml(party, "{ attempts: 0 }");
            try (RunningServer server = new RunningServer(folder, routes, ENCRYPTED)) {
                server.post(RunningServer.event("1", "a.b", "{\"name\":\"" + PLANTED + "\"}"));
                await().until(() -> server.rows("SELECT id FROM failed_query").size() == 1);
                String id = server.rows("SELECT id FROM failed_query").get(0);
                for (String file : new String[] {"tidegate.db", "tidegate.db-wal"}) {
                    assertThat(contentOf(folder.resolve("data").resolve(file)).contains(PLANTED))
                            .isFalse();
                }
                assertThat(server.get("/api/failed-queries/" + id).body()).contains(PLANTED);
                assertThat(server.get("/api/failed-queries?text=answered").body())
                        .contains("\"notSearched\":\"errors: they are encrypted in the journal");
                assertThat(server.get("/api/deliveries?text=answered").body())
                        .contains("\"notSearched\":\"reasons: they are encrypted");
                assertThat(server.get("/api/deliveries").body()).doesNotContain("notSearched");
                party.behave(ThirdParty.FINE);
                server.admin("/api/failed-queries/" + id + "/replay", "{}");
                await().until(() -> party.requests.size() == 2);
                assertThat(party.requests).allMatch(request -> request.contains(PLANTED));
            }
            Map<String, String> wrong = new HashMap<>(ENCRYPTED);
            wrong.put("TIDEGATE_MASTER_KEY", ANOTHER);
            Path kept = Files.move(folder.resolve("data/master.key"), folder.resolve("kept.key"));
            assertThatThrownBy(() -> new RunningServer(folder, routes, wrong).close())
                    .isInstanceOf(UnusableKey.class)
                    .hasMessageStartingWith("payloads in the journal cannot be read: ")
                    .hasMessageContaining("start again with that key");
            Files.move(kept, folder.resolve("data/master.key"));
            try (RunningServer server = new RunningServer(folder, routes, Map.of())) {
                assertThat(server.get("/api/events/1").body()).contains(PLANTED);
            }
        }
    }

    @Test
    void withPostgresqlItNeedsAKeyThatAllNodesHave() {
        assertThatThrownBy(
                        () ->
                                new Settings(
                                        Map.of(
                                                "TIDEGATE_ENCRYPT_PAYLOADS",
                                                "true",
                                                "TIDEGATE_DATABASE_URL",
                                                "jdbc:postgresql://localhost/x")))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining(
                        "TIDEGATE_ENCRYPT_PAYLOADS is true with a PostgreSQL journal and TIDEGATE_MASTER_KEY is not"
                                + " set, which every node that shares it needs");
    }

    @Test
    void whoIsErasedIsSentNoMoreAndABackupSaysNothingOfThem() throws Exception {
        try (ThirdParty party = new ThirdParty()) {
            party.says("HTTP/1.1 503 No\r\nContent-Length: 12\r\n\r\n" + PLANTED);
            String routes = yaml(party, "{ attempts: 1000, delay: 300ms }");
            try (RunningServer server = new RunningServer(folder, routes, Map.of())) {
                server.post(event("1"));
                server.post(event("2"));
                await().until(() -> party.requests.size() >= 2);
                String body = "{\"subject\":\"ann-" + PLANTED + "\"%s}";

                assertThat(server.admin("/api/erasures", body.formatted("")).status())
                        .isEqualTo(409);
                assertThat(server.admin("/api/erasures", "{}").status()).isEqualTo(422);
                assertThat(run(server, "erase", "ann-" + PLANTED))
                        .startsWith("1 ")
                        .contains("2 deliveries");
                assertThat(run(server, "erase", "ann-" + PLANTED, "--discard"))
                        .matches("(?s)0 erasure \\d+ has begun.*");
                await().untilAsserted(
                                () ->
                                        assertThat(server.get("/api/erasures").body())
                                                .contains("\"state\":\"done\",\"events\":2"));
                assertThat(run(server, "erase")).startsWith("0 ERASURE").contains("done");
                int sent = party.requests.size();
                party.behave(ThirdParty.FINE);
                server.post(RunningServer.event("3", "a.b", "{\"is\":\"another\"}"));
                await().until(
                                () ->
                                        party.requests
                                                .get(party.requests.size() - 1)
                                                .contains("another"));
                assertThat(party.requests).hasSize(sent + 1);
                assertThat(server.get("/api/events/1").body())
                        .doesNotContain(PLANTED)
                        .contains("\"erasedAt\":\"20");
                Path backup = folder.resolve("backup.db");
                assertThat(server.admin("/api/backup", "{\"file\":\"" + backup + "\"}").status())
                        .isEqualTo(200);
                assertThat(contentOf(backup).contains("/test")).isTrue();
                assertThat(contentOf(backup).contains(PLANTED)).isFalse();
                assertThat(server.get("/api/audit?action=erasure.start").body())
                        .contains("subjectHash")
                        .doesNotContain(PLANTED);
            }
        }
    }
}
