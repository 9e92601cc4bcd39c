package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Camel's own HTTP component in a plain route. */
class CamelHttpTest {
    @TempDir Path folder;

    /** Its client would repeat a 503 by itself, in memory, as an attempt that nobody counts. */
    @Test
    void anAttemptIsOneRequest() throws Exception {
        try (ThirdParty crm = new ThirdParty()) {
            crm.says("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
            String route =
                    """
                    - route:
                        id: plain
                        from:
                          uri: trigger:plain?on=Register
                          steps:
                            - setBody: { constant: "x" }
                            - to: { uri: "http://127.0.0.1:PORT/plain", parameters: { httpMethod: POST } }
                    """
                            .replace("PORT", Integer.toString(crm.port()));
            try (RunningServer server = new RunningServer(folder, route, Map.of())) {
                server.post(RunningServer.event("a", "Register", "{}"));
                Awaitility.await()
                        .untilAsserted(
                                () ->
                                        assertThat(server.rows("SELECT status FROM delivery"))
                                                .containsExactly("failed"));
            }
            assertThat(crm.requests).hasSize(1);
        }
    }
}
