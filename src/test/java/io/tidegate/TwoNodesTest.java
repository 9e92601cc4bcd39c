package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.journal.RealPostgres;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is changed at one node, and read at the other. */
class TwoNodesTest {
    private static final String FILE =
            "- outflow:\n    id: both\n    on: [Login]\n    to: http://127.0.0.1:1/x\n";

    @TempDir static Path folder;
    static RunningServer first;
    static RunningServer second;

    @BeforeAll
    static void start() throws Exception {
        Map<String, String> settings =
                Map.of(
                        "TIDEGATE_DATABASE_URL",
                        RealPostgres.freshDatabase(),
                        "TIDEGATE_MASTER_KEY",
                        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
        first = new RunningServer(folder.resolve("first"), FILE, settings);
        second = new RunningServer(folder.resolve("second"), FILE, settings);
    }

    @AfterAll
    static void stop() throws Exception {
        first.close();
        second.close();
    }

    private static void awaitAtSecond(String path, String part) {
        await().untilAsserted(() -> assertThat(second.get(path).body()).contains(part));
    }

    @Test
    void aConnectorIsSwitchedOffAndOnAtBoth() throws Exception {
        assertThat(first.admin("/api/connectors/both/deactivate", "{}").status()).isEqualTo(200);
        awaitAtSecond("/api/connectors/both", "\"active\":false");
        assertThat(first.admin("/api/connectors/both/activate", "{}").status()).isEqualTo(200);
        awaitAtSecond("/api/connectors/both", "\"active\":true");
    }

    @Test
    void aConnectorOfTheConsoleRunsAtBoth() throws Exception {
        String yaml = "- outflow: { id: made, on: Login, to: 'http://127.0.0.1:1/y' }\\n";
        assertThat(first.admin("/api/connectors", "{\"yaml\":\"" + yaml + "\"}").status())
                .isEqualTo(201);
        awaitAtSecond("/api/connectors/made", "\"id\":\"made\"");
    }

    @Test
    void aSecretIsKnownAtBoth() throws Exception {
        first.put("/api/secrets/shared", "{\"text\":\"a-text-of-this-test\"}");
        awaitAtSecond("/api/secrets", "\"shared\"");
    }

    @Test
    void anEventEndsWhicheverNodeTakesIt() throws Exception {
        for (int i = 0; i < 8; i++) {
            RunningServer at = i % 2 == 0 ? first : second;
            String event =
                    RunningServer.event("e" + i, "Login", "{}")
                            .replace("\"data\"", "\"subject\":\"s" + i + "\",\"data\"");
            assertThat(at.post(event).status()).isEqualTo(202);
        }
        await().untilAsserted(
                        () ->
                                assertThat(first.get("/api/failed-queries?connector=both").body())
                                        .contains("\"s0\"", "\"s1\"", "\"s6\"", "\"s7\""));
    }
}
