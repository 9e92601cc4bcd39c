package io.tidegate;

import static io.tidegate.RunningServer.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.intake.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The redelivery policy that an author writes in a plain route is the journal's to carry out. */
class PlainRouteRetryTest {
    /** The step that fails counts: in memory Camel would repeat this one alone. */
    private static final String FAILING =
            """
                  steps:
                    - to: mock:third-party
            """;

    @TempDir private Path folder;
    private RunningServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private void start(String yaml) throws Exception {
        server =
                new RunningServer(
                        folder,
                        yaml,
                        Map.of("TIDEGATE_RETRY_ATTEMPTS", "7", "TIDEGATE_RETRY_DELAY", "1h"));
        thirdParty()
                .whenAnyExchangeReceived(
                        exchange -> {
                            throw new IOException("it is down");
                        });
    }

    private String ended() throws IOException {
        assertThat(server.post(event("1", "a.b", "1")).status()).isEqualTo(202);
        return await().until(
                        () ->
                                server.rows(
                                        "SELECT status || ' ' || attempts || ' ' || coalesce(reason, '') FROM"
                                                + " delivery WHERE status IN ('failed', 'delivered')"),
                        rows -> !rows.isEmpty())
                .get(0);
    }

    /** What the journal recorded is what the steps saw: Camel repeated nothing. */
    private void isRepeatedByTheJournalAlone(int times) throws IOException {
        assertThat(ended()).isEqualTo("failed " + times + " it is down");
        assertThat(attempts()).isEqualTo(times);
        assertThat(server.rows("SELECT error FROM attempt")).hasSize(times);
    }

    @Test
    void anErrorHandlersNumbersAreTheJournals() throws Exception {
        start(
                """
                - route:
                    id: plain
                    errorHandler:
                      defaultErrorHandler:
                        redeliveryPolicy: { maximumRedeliveries: 2, redeliveryDelay: 20 }
                    from:
                      uri: trigger:plain
                      parameters: { on: a.b }
                """
                        + FAILING);

        isRepeatedByTheJournalAlone(3);
        String connectors =
                Wire.once(
                                server.port(),
                                "GET /api/connectors HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer right-admin-token"
                                        + "\r\nConnection: close\r\n\r\n")
                        .body();
        assertThat(connectors).contains("\"attempts\":2", "\"delay\":\"20ms\"");
    }

    @Test
    void aFilesOnExceptionForEverythingIsTheSame() throws Exception {
        start(
                """
                - onException:
                    exception: [java.lang.Exception]
                    redeliveryPolicy: { maximumRedeliveries: 1, redeliveryDelay: 20 }
                - route:
                    id: plain
                    from:
                      uri: trigger:plain
                      parameters: { on: a.b }
                """
                        + FAILING);

        isRepeatedByTheJournalAlone(2);
    }

    @Test
    void theDelayIsTheJournalsToo() throws Exception {
        start(
                """
                - route:
                    id: plain
                    errorHandler:
                      defaultErrorHandler:
                        redeliveryPolicy: { maximumRedeliveries: 2, redeliveryDelay: 3600000 }
                    from:
                      uri: trigger:plain
                      parameters: { on: a.b }
                """
                        + FAILING);

        assertThat(server.post(event("1", "a.b", "1")).status()).isEqualTo(202);
        String delay =
                "SELECT (d.due_at - a.started_at) / 1000 FROM delivery d JOIN attempt a ON a.delivery = d.id"
                        + " WHERE d.status = 'waiting'";
        List<String> seconds =
                await().until(() -> server.rows(delay), rows -> rows.equals(List.of("3600")));
        assertThat(seconds).hasSize(1);
        assertThat(attempts()).isEqualTo(1);
    }

    @Test
    void javaRoutesAreObeyedAlike() throws Exception {
        start("# none\n");
        server.camel()
                .addRoutes(
                        new RouteBuilder() {
                            @Override
                            public void configure() {
                                errorHandler(
                                        defaultErrorHandler()
                                                .maximumRedeliveries(1)
                                                .redeliveryDelay(20));
                                from("trigger:java?on=a.b").to("mock:third-party");
                            }
                        });

        isRepeatedByTheJournalAlone(2);
    }

    @Test
    void anOnExceptionThatHandlesAFailureStillDoes() throws Exception {
        start(
                """
                - onException:
                    exception: [java.io.IOException]
                    handled: { constant: "true" }
                    steps:
                      - setBody: { constant: "never mind" }
                - route:
                    id: plain
                    from:
                      uri: trigger:plain
                      parameters: { on: a.b }
                """
                        + FAILING);

        assertThat(ended()).startsWith("delivered 1");
        assertThat(attempts()).isEqualTo(1);
    }

    @Test
    void anOnExceptionThatOnlyLooksOnIsNotRepeatedInMemoryEither() throws Exception {
        start(
                """
                - onException:
                    exception: [java.io.IOException]
                    steps:
                      - to: mock:looked-on
                - route:
                    id: plain
                    errorHandler:
                      defaultErrorHandler:
                        redeliveryPolicy: { maximumRedeliveries: 2, redeliveryDelay: 20 }
                    from:
                      uri: trigger:plain
                      parameters: { on: a.b }
                """
                        + FAILING);

        isRepeatedByTheJournalAlone(3);
        assertThat(
                        server.camel()
                                .getEndpoint("mock:looked-on", MockEndpoint.class)
                                .getReceivedCounter())
                .isEqualTo(3);
    }

    /** Camel would take the errorHandler's policy for it, since it has no steps. */
    @Test
    void aHandledFailureIsNotRepeatedInMemoryFirst() throws Exception {
        start(
                """
                - onException:
                    exception: [java.io.IOException]
                    handled: { constant: "true" }
                - route:
                    id: plain
                    errorHandler:
                      defaultErrorHandler:
                        redeliveryPolicy: { maximumRedeliveries: 2, redeliveryDelay: 20 }
                    from:
                      uri: trigger:plain
                      parameters: { on: a.b }
                """
                        + FAILING);

        assertThat(ended()).startsWith("delivered 1");
        assertThat(attempts()).isEqualTo(1);
    }

    @Test
    void withoutAnErrorHandlerTheSettingsRepeat() throws Exception {
        start(
                """
                - route:
                    id: plain
                    errorHandler:
                      noErrorHandler: {}
                    from:
                      uri: trigger:plain
                      parameters: { on: a.b }
                """
                        + FAILING);

        assertThat(server.post(event("1", "a.b", "1")).status()).isEqualTo(202);
        await().until(
                        () -> server.rows("SELECT status || attempts || reason FROM delivery"),
                        rows -> rows.equals(List.of("waiting1it is down")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "defaultErrorHandler: { redeliveryPolicy: { delayPattern: '1:1000' } } | delayPattern of the redeliveryPolicy would have no effect: the journal repeats, not Camel; allowed are maximumRedeliveries, redeliveryDelay,",
                "defaultErrorHandler: { redeliveryPolicy: { maximumRedeliveries: -1 } } | maximumRedeliveries of the redeliveryPolicy is -1, allowed is 0 to 1000",
                "defaultErrorHandler: { redeliveryPolicy: { redeliveryDelay: 1 } } | redeliveryDelay of the redeliveryPolicy is 1, allowed is 10 ms to 7 days",
                "defaultErrorHandler: { redeliveryPolicyRef: mine } | redeliveryPolicyRef, retryWhile, onRedelivery and executorService of an errorHandler would have no effect",
                "deadLetterChannel: { deadLetterUri: 'log:dead' } | a deadLetterChannel has no place in a route from trigger",
                "refErrorHandler: { ref: mine } | this errorHandler is not carried out in a route from trigger",
            })
    void whatTheJournalDoesNotCarryOutIsRefusedAtTheRoute(String handler, String message)
            throws Exception {
        start(
                "- route:\n    id: fine\n    from: { uri: 'direct:fine', steps: [ { log: x } ] }\n"
                        + "- route:\n    id: plain\n    errorHandler: { "
                        + handler
                        + " }\n    from:\n      uri: trigger:plain\n      parameters: { on: a.b }\n"
                        + FAILING);

        assertThat(degraded()).contains("test.camel.yaml:4:3: " + message);
        assertThat(server.camel().getRoutes()).isEmpty();
    }

    @Test
    void aPolicyForSomeExceptionsIsRefused() throws Exception {
        start(
                """
                - onException:
                    exception: [java.io.IOException]
                    redeliveryPolicy: { maximumRedeliveries: 1 }
                - route:
                    id: plain
                    from:
                      uri: trigger:plain
                      parameters: { on: a.b }
                """
                        + FAILING);

        assertThat(degraded())
                .contains("a redeliveryPolicy for java.io.IOException with conditions, steps or");
    }

    @Test
    void anOnExceptionBesideAnOutflowIsRefused() throws Exception {
        start(
                """
                - onException:
                    exception: [java.lang.Exception]
                    handled: { constant: "true" }
                    steps: [ { log: lost } ]
                - outflow: { id: out, on: [a.b], to: "http://127.0.0.1:1/" }
                """);

        assertThat(degraded())
                .contains(
                        "test.camel.yaml:5:3: an onException or errorHandler of Camel would govern");
    }

    private MockEndpoint thirdParty() {
        return server.camel().getEndpoint("mock:third-party", MockEndpoint.class);
    }

    private int attempts() {
        return thirdParty().getReceivedCounter();
    }

    private String degraded() throws Exception {
        URI health = URI.create("http://127.0.0.1:" + server.port() + "/observe/health");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
