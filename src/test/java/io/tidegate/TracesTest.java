package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.trace.Collector;
import io.tidegate.trace.Collector.Received;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With an exporter: one trace from the producer's span to the third party's request. */
class TracesTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PRODUCER = "00f067aa0ba902b7";
    private static final String PARENT = "00-" + TRACE + "-" + PRODUCER + "-01";

    @TempDir private Path folder;
    private ThirdParty third;
    private Collector collector;
    private RunningServer server;

    @BeforeEach
    void start() throws Exception {
        third = new ThirdParty();
        collector = new Collector();
        Files.createDirectories(folder.resolve("routes/hooks"));
        Files.writeString(folder.resolve("routes/hooks/same.js"), "export default e => e;");
        open(Map.of());
    }

    private void open(Map<String, String> more) throws Exception {
        String yaml =
                """
                - outflow:
                    id: crm
                    on: [Register]
                    retry: { attempts: 5, delay: 100ms }
                    rules: ["$[?(@.data.wanted == true)]"]
                    before: [ { script: hooks/same.js } ]
                    mapping: { email: $.data.email }
                    to:
                      uri: http://127.0.0.1:%1$d/v1/contacts/{email}?key={{secret:crm-key}}
                      method: PUT
                      headers: { Authorization: "Bearer {{secret:crm-token}}" }
                    after: [ { script: hooks/same.js } ]
                - outflow:
                    id: many
                    on: [com.acme.many]
                    ordered: false
                    batch: { size: 2, within: 1s }
                    to: http://127.0.0.1:%1$d/many
                - outflow:
                    id: endpoint
                    on: [com.acme.endpoint]
                    to: direct:elsewhere
                - route:
                    id: elsewhere
                    from:
                      uri: direct:elsewhere
                      steps:
                        - setBody: { simple: "${header.traceparent}" }
                        - to: http://127.0.0.1:%1$d/elsewhere?httpMethod=POST
                """
                        .formatted(third.port());
        Map<String, String> settings = new HashMap<>(collector.variables());
        settings.putAll(more);
        server = new RunningServer(folder, yaml, settings);
        server.put("/api/secrets/crm-key", "{\"text\":\"key-hidden-text\"}");
        server.put("/api/secrets/crm-token", "{\"text\":\"token-hidden-text\"}");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        collector.close();
        third.close();
    }

    private void post(String headers, String event) throws Exception {
        String type = "Content-Type: application/cloudevents+json\r\n";
        assertThat(server.post(type + headers, event).status()).isEqualTo(202);
    }

    private static String register(String id) {
        return RunningServer.event(
                id, "Register", "{\"wanted\":true,\"email\":\"ann@person.example\"}");
    }

    private static String traced(String parent) {
        return "traceparent: " + parent + "\r\n";
    }

    @Test
    void producerAcceptDeliveryAttemptAndThirdPartyAreOneChain() throws Exception {
        post(traced(PARENT) + "tracestate: a=1\r\n", register("e1"));

        Received attempt = collector.await("PUT");
        Received deliver = collector.await("deliver crm");
        Received accept = collector.await("accept");
        assertThat(List.of(accept, deliver, attempt)).allMatch(one -> one.traceId().equals(TRACE));
        assertThat(accept.parent()).isEqualTo(PRODUCER);
        assertThat(deliver.parent()).isEqualTo(accept.id());
        assertThat(attempt.parent()).isEqualTo(deliver.id());
        assertThat(third.requests.get(0))
                .contains("traceparent: 00-" + TRACE + "-" + attempt.id() + "-01\r\n")
                .contains("tracestate: a=1\r\n");
        assertThat(accept.service()).isEqualTo("tidegate");
    }

    @Test
    void aSpanSaysWhatItIsInTheWordsOfTheConventions() throws Exception {
        post(traced(PARENT), register("e1"));

        Received attempt = collector.await("PUT");
        assertThat(attempt.kind()).isEqualTo("CLIENT");
        assertThat(attempt.attributes())
                .containsEntry("http.request.method", "PUT")
                .containsEntry(
                        "url.full", "http://127.0.0.1:" + third.port() + "/v1/contacts/{email}")
                .containsEntry("server.address", "127.0.0.1")
                .containsEntry("server.port", Integer.toString(third.port()))
                .containsEntry("http.response.status_code", "200")
                .containsEntry("tidegate.attempt", "1")
                .doesNotContainKey("error.type");
        Received deliver = collector.await("deliver crm");
        assertThat(deliver.kind()).isEqualTo("CONSUMER");
        assertThat(deliver.attributes())
                .containsEntry("tidegate.event", "e1")
                .containsEntry("tidegate.connector", "crm")
                .containsEntry("tidegate.delivery", server.rows("SELECT id FROM delivery").get(0))
                .containsEntry("tidegate.outcome", "after-done");
        assertThat(deliver.events())
                .containsExactly("rule-1", "before-1", "mapping", "request", "after-1");
        Received accept = collector.await("accept");
        assertThat(accept.kind()).isEqualTo("SERVER");
        assertThat(accept.attributes())
                .containsEntry("tidegate.event", "e1")
                .containsEntry("cloudevents.event_type", "Register")
                .containsEntry("http.response.status_code", "202");
    }

    @Test
    void noSpanSaysASecretOrAPayload() throws Exception {
        third.says(
                "HTTP/1.1 400 No ann@person.example\r\nContent-Length: 17\r\n\r\ntoken-hidden-text");
        post(
                traced(PARENT),
                register("e1").replace("\"source\"", "\"subject\":\"ann\",\"source\""));

        collector.await("PUT");
        collector.await("deliver crm");
        assertThat(third.requests.get(0)).contains("key-hidden-text", "token-hidden-text");
        assertThat(collector.spans())
                .extracting(Received::all)
                .allSatisfy(
                        all ->
                                assertThat(all)
                                        .doesNotContain("hidden-text", "ann", "person.example"));
    }

    @Test
    void eachRepeatIsADeliveryAndAnAttemptOfTheSameTrace() throws Exception {
        third.says("HTTP/1.1 503 Away\r\nContent-Length: 0\r\n\r\n");
        post(traced(PARENT), register("e1"));
        collector.await("PUT");
        third.behave(ThirdParty.FINE);

        List<Received> attempts = collector.await("PUT", 2);
        List<Received> deliveries = collector.await("deliver crm", 2);
        assertThat(deliveries)
                .extracting(Received::parent)
                .containsOnly(collector.await("accept").id());
        assertThat(attempts.get(0).isError()).isTrue();
        assertThat(attempts.get(0).attributes())
                .containsEntry("http.response.status_code", "503")
                .containsEntry("error.type", "503");
        assertThat(deliveries.get(0).isError()).isTrue();
        assertThat(deliveries.get(0).attributes())
                .containsEntry("tidegate.outcome", "waiting")
                .containsEntry("error.type", "request");
        assertThat(attempts.get(1).attributes())
                .containsEntry("http.request.resend_count", "1")
                .containsEntry("tidegate.attempt", "2");
        assertThat(attempts.get(1).parent()).isEqualTo(deliveries.get(1).id());
    }

    @Test
    void whatWasAcceptedBeforeAStopGoesOnInItsTrace() throws Exception {
        third.says("HTTP/1.1 503 Away\r\nContent-Length: 0\r\n\r\n");
        post(traced(PARENT), register("e1"));
        Received accept = collector.await("accept");
        collector.await("PUT");
        server.close();
        third.requests.clear();
        third.behave(ThirdParty.FINE);

        open(Map.of());

        await().untilAsserted(
                        () ->
                                assertThat(collector.spans())
                                        .anyMatch(
                                                one -> one.name().equals("PUT") && !one.isError()));
        Received attempt =
                collector.spans().stream()
                        .filter(one -> one.name().equals("PUT") && !one.isError())
                        .findFirst()
                        .orElseThrow();
        Received deliver =
                collector.await("deliver crm", 2).stream()
                        .filter(one -> one.id().equals(attempt.parent()))
                        .findFirst()
                        .orElseThrow();
        assertThat(deliver.parent()).isEqualTo(accept.id());
        assertThat(third.requests.get(0))
                .contains("traceparent: 00-" + TRACE + "-" + attempt.id() + "-01");
    }

    @Test
    void whatItsProducerDoesNotSampleIsNotExportedAndStillHandedOn() throws Exception {
        post(traced("00-" + TRACE + "-" + PRODUCER + "-00"), register("e1"));
        post("", register("e2"));

        assertThat(collector.await("PUT", 1)).hasSize(1);
        collector.await("accept");
        assertThat(collector.spans()).noneMatch(one -> one.traceId().equals(TRACE));
        assertThat(third.requests.stream().filter(one -> one.contains(TRACE)))
                .singleElement()
                .asString()
                .containsPattern("traceparent: 00-" + TRACE + "-[0-9a-f]{16}-00")
                .doesNotContain(PRODUCER);
    }

    @Test
    void withoutAnyOrAMalformedOneATraceBeginsHere() throws Exception {
        post("traceparent: 00-1\r\n", register("e1"));

        Received accept = collector.await("accept");
        assertThat(accept.parent()).isEmpty();
        assertThat(collector.await("deliver crm").traceId()).isEqualTo(accept.traceId());
        assertThat(server.get("/api/events/e1").body())
                .contains("\"traceId\":\"" + accept.traceId() + "\"");
    }

    @Test
    void theAttributeIsTheParentOrElseALink() throws Exception {
        String own = ",\"traceparent\":\"" + PARENT + "\"}";
        post("", register("e1").replaceFirst("}$", own));
        assertThat(collector.await("accept").parent()).isEqualTo(PRODUCER);

        post(
                traced("00-" + TRACE + "-00f067aa0ba90001-01"),
                register("e2").replaceFirst("}$", own));

        Received second = collector.await("accept", 2).get(1);
        assertThat(second.parent()).isEqualTo("00f067aa0ba90001");
        assertThat(second.links()).containsExactly(PRODUCER);
    }

    @Test
    void aDuplicateSaysThatItIsOne() throws Exception {
        post(traced(PARENT), register("e1"));
        post(traced(PARENT), register("e1"));

        assertThat(collector.await("accept", 2).get(1).attributes())
                .containsEntry("tidegate.duplicate", "true");
    }

    @Test
    void aSkippedDeliverySaysWhere() throws Exception {
        post(traced(PARENT), register("e1").replace("true", "false"));

        Received deliver = collector.await("deliver crm");
        assertThat(deliver.isError()).isFalse();
        assertThat(deliver.attributes())
                .containsEntry("tidegate.outcome", "skipped")
                .containsEntry("tidegate.step", "rule-1");
    }

    @Test
    void aRequestThatNeverWentOutIsAnError() throws Exception {
        server.request("DELETE", "/api/secrets/crm-key", "");
        post(traced(PARENT), register("e1"));

        Received attempt = collector.await("PUT");
        assertThat(attempt.isError()).isTrue();
        assertThat(attempt.attributes()).containsEntry("error.type", "never_sent");
    }

    @Test
    void severalInOneRequestAreOneSpanThatIsLinked() throws Exception {
        String other = "00-11111111111111111111111111111111-2222222222222222-01";
        post(traced(PARENT), RunningServer.event("e1", "com.acme.many", "{}"));
        post(traced(other), RunningServer.event("e2", "com.acme.many", "{}"));

        Received attempt = collector.await("POST");
        List<Received> deliveries = collector.await("deliver many", 2);
        Received parent =
                deliveries.stream()
                        .filter(one -> one.id().equals(attempt.parent()))
                        .findFirst()
                        .orElseThrow();
        Received linked =
                deliveries.stream().filter(one -> one != parent).findFirst().orElseThrow();
        assertThat(attempt.links()).containsExactly(linked.id());
        assertThat(linked.links()).containsExactly(attempt.id());
        assertThat(attempt.attributes()).containsEntry("messaging.batch.message_count", "2");
        assertThat(third.requests.get(0))
                .contains("traceparent: 00-" + parent.traceId() + "-" + attempt.id());
    }

    @Test
    void aCamelEndpointGetsTheSpanOfItsAttempt() throws Exception {
        post(traced(PARENT), RunningServer.event("e1", "com.acme.endpoint", "{}"));

        Received attempt = collector.await("send direct");
        assertThat(attempt.parent()).isEqualTo(collector.await("deliver endpoint").id());
        assertThat(third.requests.get(0)).endsWith("00-" + TRACE + "-" + attempt.id() + "-01");
    }

    @Test
    void itsServiceHasTheNameThatTheVariablesSay() throws Exception {
        server.close();
        open(Map.of("OTEL_SERVICE_NAME", "tidegate-eu"));
        post(traced(PARENT), register("e1"));

        assertThat(collector.await("accept").service()).isEqualTo("tidegate-eu");
    }

    @Test
    void theirSamplerIsObeyed() throws Exception {
        server.close();
        open(Map.of("OTEL_TRACES_SAMPLER", "parentbased_always_off"));
        post("", register("e1"));
        post(traced(PARENT), register("e2"));

        assertThat(collector.await("accept").traceId()).isEqualTo(TRACE);
        await().until(() -> third.requests.size() == 2);
        collector.await("PUT");
        assertThat(collector.spans()).allMatch(one -> one.traceId().equals(TRACE));
    }

    @Test
    void switchedOffByTheirVariableNothingIsExported() throws Exception {
        server.close();
        int before = collector.requests();
        open(Map.of("OTEL_SDK_DISABLED", "true"));
        post(traced(PARENT), register("e1"));

        await().until(() -> third.requests.size() == 1);
        server.close();
        assertThat(third.requests.get(0)).contains("traceparent: " + PARENT);
        assertThat(collector.requests()).isEqualTo(before);
    }
}
