package io.tidegate;

import static io.tidegate.RunningServer.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connector whose target is a Camel endpoint: an attempt is one exchange sent. */
class CamelEndpointTest {
    private static final String ROUTES =
            """
            - outflow:
                id: to-camel
                on: [a.b]
                mapping: { n: $.data }
                to: direct:third-party
            - route:
                id: third-party
                from:
                  uri: direct:third-party
                  steps:
                    - setBody: { simple: "took ${body}" }
            """;

    @TempDir private Path folder;

    @Test
    void whatItTookWasSentAndHasNoStatus() throws Exception {
        try (RunningServer server = new RunningServer(folder, ROUTES, Map.of())) {
            assertThat(server.post(event("1", "a.b", "1")).status()).isEqualTo(202);
            await().untilAsserted(
                            () ->
                                    assertThat(server.rows("SELECT status FROM delivery"))
                                            .containsExactly("delivered"));

            assertThat(server.rows("SELECT coalesce(status, 'none') FROM attempt"))
                    .containsExactly("none");
            assertThat(server.rows("SELECT CAST(response AS TEXT) FROM attempt"))
                    .containsExactly("took {\"n\":1}");
            assertThat(server.get("/observe/metrics").body())
                    .contains(
                            "tidegate_attempts_total{connector=\"to-camel\",status=\"sent\"} 1.0");
        }
    }
}
