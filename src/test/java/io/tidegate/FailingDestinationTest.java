package io.tidegate;

import static io.tidegate.RunningServer.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.intake.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailingDestinationTest {
    @TempDir private Path folder;

    @Test
    void healthNamesItAt200UntilItAnswersAgain() throws Exception {
        try (ThirdParty party = new ThirdParty()) {
            party.says("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
            String yaml =
                    "- outflow: { id: crm, on: [a.b], to: \"http://127.0.0.1:"
                            + party.port()
                            + "/\" }";
            Map<String, String> settings =
                    Map.of("TIDEGATE_RETRY_ATTEMPTS", "900", "TIDEGATE_RETRY_DELAY", "20ms");
            try (RunningServer server = new RunningServer(folder, yaml, settings)) {
                assertThat(health(server).body()).contains("\"degraded\":[]");
                assertThat(server.post(event("1", "a.b", "1")).status()).isEqualTo(202);

                await().until(
                                () -> health(server).body(),
                                body -> body.contains("connector crm fails: none of its last "));
                assertThat(health(server).status()).isEqualTo(200);
                assertThat(health(server).body())
                        .contains("\"status\":\"up\"", "the last one answered 503");

                party.behave(ThirdParty.FINE);
                await().until(
                                () -> health(server).body(),
                                body -> body.contains("\"degraded\":[]"));
            }
        }
    }

    private static Wire.Answer health(RunningServer server) throws IOException {
        return Wire.once(
                server.port(),
                "GET /observe/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    }
}
