package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With no exporter: what the producer says of its trace reaches the third party as it is. */
class TracePassingTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";
    private static final String OTHER = "00-" + TRACE + "-00f067aa0ba90001-00";

    @TempDir private Path folder;
    private ThirdParty third;
    private RunningServer server;

    @BeforeEach
    void start() throws Exception {
        third = new ThirdParty();
        open();
    }

    private void open() throws Exception {
        String yaml =
                """
                - outflow:
                    id: crm
                    on: [Register]
                    retry: { attempts: 5, delay: 100ms }
                    to: http://127.0.0.1:%1$d/crm
                - outflow:
                    id: own
                    on: [com.acme.own]
                    to:
                      uri: http://127.0.0.1:%1$d/own
                      headers: { Traceparent: 00-11111111111111111111111111111111-2222222222222222-01 }
                - outflow:
                    id: many
                    on: [com.acme.many]
                    ordered: false
                    batch: { size: 2, within: 500ms }
                    to: http://127.0.0.1:%1$d/many
                - route:
                    id: plain
                    from:
                      uri: trigger:plain?on=com.acme.plain
                      steps:
                        - setBody: { simple: "${header.traceparent}" }
                        - to: http://127.0.0.1:%1$d/plain?httpMethod=POST
                """
                        .formatted(third.port());
        server = new RunningServer(folder, yaml, Map.of());
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        third.close();
    }

    private void post(String headers, String event) throws Exception {
        String type = "Content-Type: application/cloudevents+json\r\n";
        assertThat(server.post(type + headers, event).status()).isEqualTo(202);
    }

    private static String event(String id, String type, String more) {
        return RunningServer.event(id, type, "{\"a\":1}").replaceFirst("}$", more + "}");
    }

    private String received() {
        await().untilAsserted(() -> assertThat(third.requests).isNotEmpty());
        return third.requests.get(third.requests.size() - 1);
    }

    @Test
    void theHeaderOfThePostReachesTheThirdParty() throws Exception {
        post(
                "traceparent: " + PARENT + "\r\ntracestate: a=1\r\nTraceState: b=2\r\n",
                event("e1", "Register", ""));

        assertThat(received())
                .contains("traceparent: " + PARENT + "\r\n", "tracestate: a=1,b=2\r\n")
                .endsWith("{\"a\":1}");
    }

    @Test
    void soDoesTheAttributeOfTheEvent() throws Exception {
        post("", event("e1", "Register", ",\"traceparent\":\"" + PARENT + "\""));

        assertThat(received())
                .contains("traceparent: " + PARENT + "\r\n")
                .doesNotContain("tracestate");
    }

    @Test
    void theHeaderIsNearerThanTheAttribute() throws Exception {
        post(
                "traceparent: " + OTHER + "\r\n",
                event("e1", "Register", ",\"traceparent\":\"" + PARENT + "\""));

        assertThat(received()).contains("traceparent: " + OTHER + "\r\n");
    }

    @Test
    void ofABatchEachEventKeepsItsOwn() throws Exception {
        String batch =
                "["
                        + event("e1", "Register", ",\"traceparent\":\"" + PARENT + "\"")
                        + ","
                        + event("e2", "Register", "")
                        + "]";
        server.post(
                "Content-Type: application/cloudevents-batch+json\r\ntraceparent: "
                        + OTHER
                        + "\r\n",
                batch);

        await().untilAsserted(() -> assertThat(third.requests).hasSize(2));
        assertThat(third.requests).anyMatch(one -> one.contains("traceparent: " + PARENT));
        assertThat(third.requests).anyMatch(one -> one.contains("traceparent: " + OTHER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "traceparent: 00-1\r\n",
                "traceparent: \r\n",
                "tracestate: a=1\r\n",
                "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n"
                        + "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba90001-01\r\n"
            })
    void aMalformedOneIsNoReasonToRefuse(String headers) throws Exception {
        post(headers, event("e1", "Register", ""));

        assertThat(received()).doesNotContainIgnoringCase("trace");
    }

    @Test
    void aMalformedAttributeStaysInTheEventAndGoesNowhere() throws Exception {
        post("", event("e1", "Register", ",\"traceparent\":\"00-1\",\"tracestate\":\"a=1\""));

        assertThat(received()).doesNotContainIgnoringCase("trace");
        assertThat(server.get("/api/events/e1").body())
                .contains("\"traceparent\":\"00-1\"", "\"traceId\":null");
    }

    @Test
    void theConnectorsOwnHeaderWins() throws Exception {
        post("traceparent: " + PARENT + "\r\n", event("e1", "com.acme.own", ""));

        assertThat(received())
                .containsOnlyOnce("raceparent: ")
                .contains(
                        "Traceparent: 00-11111111111111111111111111111111-2222222222222222-01\r\n");
    }

    @Test
    void aCamelRouteHasItAsAHeader() throws Exception {
        post("traceparent: " + PARENT + "\r\n", event("e1", "com.acme.plain", ""));

        assertThat(received()).contains("traceparent: " + PARENT + "\r\n").endsWith(PARENT);
    }

    @Test
    void ofSeveralInOneRequestItIsSentIfTheyShareIt() throws Exception {
        post("traceparent: " + PARENT + "\r\n", event("e1", "com.acme.many", ""));
        post("traceparent: " + PARENT + "\r\n", event("e2", "com.acme.many", ""));
        assertThat(received()).contains("traceparent: " + PARENT + "\r\n");
        third.requests.clear();

        post("traceparent: " + PARENT + "\r\n", event("e3", "com.acme.many", ""));
        post("traceparent: " + OTHER + "\r\n", event("e4", "com.acme.many", ""));
        assertThat(received()).doesNotContainIgnoringCase("traceparent");
    }

    @Test
    void aRepeatAfterARestartHasItToo() throws Exception {
        third.says("HTTP/1.1 503 Away\r\nContent-Length: 0\r\n\r\n");
        post("traceparent: " + PARENT + "\r\ntracestate: a=1\r\n", event("e1", "Register", ""));
        assertThat(received()).contains("traceparent: " + PARENT);
        server.close();
        third.requests.clear();
        third.behave(ThirdParty.FINE);

        open();

        assertThat(received()).contains("traceparent: " + PARENT + "\r\n", "tracestate: a=1\r\n");
        assertThat(server.rows("SELECT headers FROM request"))
                .allMatch(stored -> !stored.contains("trace"));
    }

    @Test
    void theApiSaysWhichTrace() throws Exception {
        post("traceparent: " + PARENT + "\r\n", event("e1", "Register", ""));

        String id = "\"traceId\":\"" + TRACE + "\"";
        assertThat(server.get("/api/events/e1").body()).contains(id);
        assertThat(server.get("/api/events/e1/trace").body()).contains(id);
        assertThat(server.get("/api/events").body()).contains(id);
    }

    @Test
    void aSecretNamedInAStateIsNoReference() throws Exception {
        server.put("/api/secrets/crm-token", "{\"text\":\"hidden-text\"}");

        post(
                "traceparent: " + PARENT + "\r\ntracestate: a={{secret:crm-token}}\r\n",
                event("e1", "Register", ""));

        assertThat(received())
                .contains("traceparent: " + PARENT)
                .doesNotContain("tracestate", "hidden-text");
    }
}
