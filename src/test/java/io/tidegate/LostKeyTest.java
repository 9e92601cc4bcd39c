package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.intake.Wire.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The master key of encrypted payloads is gone for good. */
class LostKeyTest {
    private static final String YAML =
            """
            - outflow:
                id: crm
                on: com.acme.row
                to: http://127.0.0.1:PORT/rows
                retry: { attempts: 1000, delay: 200ms }
            """;

    @TempDir private Path folder;

    private RunningServer start(ThirdParty party, boolean encrypt, int key) throws Exception {
        byte[] bytes = new byte[32];
        new Random(key).nextBytes(bytes);
        Map<String, String> settings = new HashMap<>();
        settings.put("TIDEGATE_MASTER_KEY", Base64.getEncoder().encodeToString(bytes));
        settings.put("TIDEGATE_ENCRYPT_PAYLOADS", Boolean.toString(encrypt));
        return new RunningServer(
                folder, YAML.replace("PORT", Integer.toString(party.port())), settings);
    }

    private static void send(RunningServer server, String id, String subject) throws IOException {
        Answer answer =
                server.post(
                        RunningServer.event(id, "com.acme.row", "{\"n\":1}")
                                .replace("\"data\"", "\"subject\":\"" + subject + "\",\"data\""));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    }

    private static void await(RunningServer server, String id, String status) {
        Awaitility.await()
                .untilAsserted(
                        () ->
                                assertThat(
                                                server.rows(
                                                        "SELECT d.status FROM delivery d JOIN event e ON e.seq = d.event"
                                                                + " WHERE e.id = '"
                                                                + id
                                                                + "'"))
                                        .containsExactly(status));
    }

    @Test
    void itsDeliveriesWaitOthersGoOnAndTheyCanBeEnded() throws Exception {
        try (ThirdParty party = new ThirdParty()) {
            party.says("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
            try (RunningServer server = start(party, true, 1)) {
                send(server, "lost", "a");
                await(server, "lost", "waiting");
            }

            party.behave(ThirdParty.FINE);
            try (RunningServer server = start(party, false, 2)) {
                send(server, "behind", "a");
                send(server, "other", "b");
                await(server, "other", "delivered");
                Awaitility.await()
                        .untilAsserted(
                                () ->
                                        assertThat(server.get("/observe/health").body())
                                                .contains(
                                                        "connector crm has 1 delivery whose payload cannot be read"));
                assertThat(server.get("/observe/health").status()).isEqualTo(200);
                await(server, "lost", "waiting");
                await(server, "behind", "pending");

                server.admin("/api/connectors/crm/deactivate", "{\"discard\":true}");
                await(server, "lost", "failed");
                await(server, "behind", "failed");
                server.admin("/api/connectors/crm/activate", "");
                send(server, "after", "a");
                await(server, "after", "delivered");
            }
        }
    }
}
