package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.failedquery.StoredDeliveries;
import io.tidegate.security.StoredSecrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start whose master key is not the one that the stored secrets need. */
class WrongMasterKeyTest {
    private static final String ANOTHER = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @TempDir Path folder;

    @Test
    void eventsAreTakenAndDeliveredWhenTheKeyIsBack() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        set(data, "crm", "hunter2-hunter2");
        try (ThirdParty party = new ThirdParty()) {
            String yaml =
                    """
                    - outflow:
                        id: crm
                        on: [a.b]
                        to:
                          uri: http://127.0.0.1:%d/x
                          headers: { X-Key: "{{secret:crm}}" }
                    """
                            .formatted(party.port());
            Map<String, String> patient =
                    Map.of("TIDEGATE_RETRY_ATTEMPTS", "1000", "TIDEGATE_RETRY_DELAY", "100ms");
            Path key = Files.move(data.resolve("master.key"), folder.resolve("kept.key"));
            Map<String, String> wrong = new HashMap<>(patient);
            wrong.put("TIDEGATE_MASTER_KEY", ANOTHER);
            try (RunningServer server = new RunningServer(folder, yaml, wrong)) {
                assertThat(server.post(RunningServer.event("1", "a.b", "1")).status())
                        .isEqualTo(202);
                await().untilAsserted(
                                () ->
                                        assertThat(server.rows("SELECT reason FROM delivery"))
                                                .singleElement()
                                                .asString()
                                                .matches(
                                                        "the secret crm cannot be read: encrypted with the master key"
                                                                + " [0-9a-f]{8}, at hand is [0-9a-f]{8} of"
                                                                + " TIDEGATE_MASTER_KEY: start again with that key,"
                                                                + " or set it anew after tidegate secret delete crm"));
                assertThat(server.get("/observe/health").body())
                        .contains("\"the secret crm cannot be read: encrypted with");
                assertThat(party.requests).isEmpty();
            }
            Files.move(key, data.resolve("master.key"));
            try (RunningServer server = new RunningServer(folder, yaml, patient)) {
                await().until(
                                () ->
                                        party.requests.stream()
                                                .anyMatch(r -> r.contains("hunter2-hunter2")));
                assertThat(server.get("/observe/health").body()).contains("\"degraded\":[]");
            }
        }
    }

    private static void set(Path data, String name, String text) {
        try (StoredDeliveries stored =
                new StoredDeliveries("jdbc:sqlite:" + data.resolve("tidegate.db"))) {
            new StoredSecrets(
                            new StoredSecrets.Place(stored.database, stored.journal, data),
                            List.of(),
                            Map.of(),
                            stored.clock)
                    .set(name, text, "ann");
        }
    }
}
