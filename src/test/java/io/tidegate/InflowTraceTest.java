package io.tidegate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.intake.Wire;
import io.tidegate.trace.Collector;
import io.tidegate.trace.Collector.Received;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a third party's post to the call of the identity provider. */
class InflowTraceTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";
    private static final String YAML =
            """
            - inflow:
                id: crm-updates
                verify: { bearer: "{{secret:crm-token}}" }
                id-from: $.data.id
                mapping: { "Email[0].Value": $.data.email }
                action: upsert-account
                match: [Email]
            """;

    @TempDir private Path folder;
    private ThirdParty provider;
    private Collector collector;

    @BeforeEach
    void start() throws Exception {
        provider = new ThirdParty();
        provider.says("HTTP/1.1 503 Away\r\nContent-Length: 0\r\n\r\n");
        collector = new Collector();
    }

    @AfterEach
    void stop() throws Exception {
        collector.close();
        provider.close();
    }

    private RunningServer server(Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("TIDEGATE_IDENTITY_URL", "http://127.0.0.1:" + provider.port());
        settings.put("TIDEGATE_IDENTITY_KEY", "identity-key-hidden");
        settings.put("TIDEGATE_IDENTITY_SECRET", "identity-secret-hidden");
        RunningServer server = new RunningServer(folder, YAML, settings);
        server.put("/api/secrets/crm-token", "{\"text\":\"right-token\"}");
        return server;
    }

    private static void post(RunningServer server) throws Exception {
        String body = "{\"id\":\"1\",\"email\":\"ann@person.example\"}";
        assertThat(
                        Wire.once(
                                        server.port(),
                                        "POST /inflow/crm-updates HTTP/1.1\r\nHost: t\r\n"
                                                + "Content-Type: application/json\r\n"
                                                + "Authorization: Bearer right-token\r\ntraceparent: "
                                                + PARENT
                                                + "\r\nContent-Length: "
                                                + body.getBytes(UTF_8).length
                                                + "\r\n\r\n"
                                                + body)
                                .status())
                .isEqualTo(202);
    }

    @Test
    void withoutAnExporterThePostsTraceIsHandedOn() throws Exception {
        try (RunningServer server = server(Map.of())) {
            post(server);

            await().until(() -> !provider.requests.isEmpty());
            assertThat(provider.requests.get(0)).contains("traceparent: " + PARENT + "\r\n");
        }
    }

    @Test
    void withOneEachCallIsASpanOfTheDelivery() throws Exception {
        try (RunningServer server = server(collector.variables())) {
            post(server);

            Received deliver = collector.await("deliver crm-updates");
            Received call = collector.await("GET");
            Received accept = collector.await("accept");
            assertThat(accept.parent()).isEqualTo("00f067aa0ba902b7");
            assertThat(deliver.parent()).isEqualTo(accept.id());
            assertThat(call.parent()).isEqualTo(deliver.id());
            assertThat(call.attributes())
                    .containsEntry("url.full", "http://127.0.0.1:" + provider.port())
                    .containsEntry("http.response.status_code", "503");
            assertThat(provider.requests.get(0))
                    .contains("ann%40person.example")
                    .contains("traceparent: 00-" + TRACE + "-" + call.id() + "-01\r\n");
            assertThat(collector.spans())
                    .extracting(Received::all)
                    .allSatisfy(all -> assertThat(all).doesNotContain("hidden", "ann"));
        }
    }
}
