package io.tidegate;

import static io.tidegate.RunningServer.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.intake.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator lets after hooks run again, on a running server. */
class AfterHooksAgainTest {
    @TempDir private Path folder;

    @Test
    void theHooksRunAgainAtOnceAndTheRequestDoesNot() throws Exception {
        Files.createDirectories(folder.resolve("routes"));
        Files.writeString(
                folder.resolve("routes/hook.js"),
                """
                function after(event, request, response) {
                    if (!response.body.id) throw new Error('no id');
                    return { crm: response.body.id };
                }
                """);
        try (ThirdParty party = new ThirdParty()) {
            party.says("HTTP/1.1 201 Created\r\nContent-Length: 8\r\n\r\n{\"id\":7}");
            String yaml =
                    """
                    - outflow:
                        id: crm
                        on: [a.b]
                        to: http://127.0.0.1:PORT/x
                        after:
                          - script: hook.js
                          - to: mock:after
                    """
                            .replace("PORT", String.valueOf(party.port()));
            try (RunningServer server = new RunningServer(folder, yaml, Map.of())) {
                assertThat(server.post(event("1", "a.b", "1")).status()).isEqualTo(202);
                hooksHaveRun(server, 1);

                for (int times = 2; times <= 3; times++) {
                    assertThat(again(server).status()).isEqualTo(202);
                    hooksHaveRun(server, times);
                }
            }
            assertThat(party.requests).hasSize(1);
        }
    }

    /** Well before the reconciler would look: it is told of them. */
    private static void hooksHaveRun(RunningServer server, int times) {
        await().until(
                        () -> server.rows("SELECT after || result FROM delivery"),
                        rows -> rows.equals(List.of("done{\"crm\":7}")) && runs(server) == times);
    }

    private static int runs(RunningServer server) {
        return server.camel()
                .getEndpoint("mock:after", org.apache.camel.component.mock.MockEndpoint.class)
                .getReceivedCounter();
    }

    private static Wire.Answer again(RunningServer server) throws IOException {
        String id = server.rows("SELECT id FROM delivery").get(0);
        return Wire.once(
                server.port(),
                "POST /api/deliveries/"
                        + id
                        + "/after HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer right-admin-token\r\n"
                        + "Content-Length: 0\r\nConnection: close\r\n\r\n");
    }
}
