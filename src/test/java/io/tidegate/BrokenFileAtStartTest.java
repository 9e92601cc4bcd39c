package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A connector that one start loaded well and the next cannot read, or does not find: what becomes
 * of its events.
 */
class BrokenFileAtStartTest {
    private static final String NO_YAML = "- outflow: { id: [ never closed\n";

    @TempDir Path folder;
    private ThirdParty crm;

    @BeforeEach
    void open() throws IOException {
        crm = new ThirdParty();
    }

    @AfterEach
    void close() throws IOException {
        crm.close();
    }

    private String good() {
        return """
        - outflow:
            id: crm
            on: [Register]
            to: { uri: "http://127.0.0.1:PORT/people" }
        - route:
            from:
              uri: trigger:plain
              parameters: { on: "Register, com.acme.*" }
              steps:
                - setBody: { simple: '{"n":"${body[data][n]}"}' }
                - to: { uri: "http://127.0.0.1:PORT/plain", parameters: { httpMethod: POST } }
        """
                .replace("PORT", Integer.toString(crm.port()));
    }

    private String withMistake() {
        return good().replace("on: [Register]", "on: [Registr]");
    }

    private RunningServer start(String yaml) throws Exception {
        return new RunningServer(folder, yaml, Map.of());
    }

    @Test
    void aPlainRouteWithoutTriggersIsToldWhatItLacks() throws Exception {
        String yaml =
                "\n- route:\n    id: r\n    from:\n      uri: trigger:plain\n      steps:\n        - log: x\n";
        try (RunningServer server = start(yaml)) {
            assertThat(server.get("/observe/health").body())
                    .contains("test.camel.yaml:5:12: trigger:");
            assertThat(server.get("/api/connectors").body())
                    .contains(
                            "trigger:plain has no \\\"on\\\", which it needs: the event types that start it");
        }
    }

    private static void accept(RunningServer server, String id, String type, String subject)
            throws IOException {
        String event =
                "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/test\",\"type\":\"%s\",\"subject\":\"%s\",\"data\":{\"n\":\"%s\"}}";
        assertThat(server.post(event.formatted(id, type, subject, id)).status()).isEqualTo(202);
    }

    /** In the order in which they came. */
    private List<String> requests(String path) {
        return crm.requests.stream()
                .filter(request -> request.startsWith("POST " + path + " "))
                .map(request -> request.replaceAll("(?s).*\"n\" ?: ?\"(.*?)\".*", "$1"))
                .toList();
    }

    private static void awaitAllDelivered(RunningServer server) {
        Awaitility.await()
                .untilAsserted(
                        () ->
                                assertThat(server.rows("SELECT DISTINCT status FROM delivery"))
                                        .containsExactly("delivered"));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> items(RunningServer server, String path)
            throws Exception {
        String body = server.get(path).body();
        return (List<Map<String, Object>>)
                ((Map<?, ?>) Json.parse(body.getBytes(StandardCharsets.UTF_8))).get("items");
    }

    private static Map<String, Object> connector(RunningServer server, String id) throws Exception {
        return items(server, "/api/connectors").stream()
                .filter(item -> item.get("id").equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no connector " + id));
    }

    @Test
    void itsEventsAreDeliveredOnceAndInOrderWhenItIsMended() throws Exception {
        try (RunningServer server = start(good())) {
            accept(server, "before", "Register", "ann");
            awaitAllDelivered(server);
        }
        crm.requests.clear();
        try (RunningServer server = start(withMistake())) {
            accept(server, "ann1", "Register", "ann");
            accept(server, "bob1", "Register", "bob");
            accept(server, "ann2", "Register", "ann");
            accept(server, "nobody", "Login", "ann");
            assertThat(
                            server.rows(
                                    "SELECT connector || ' ' || status || ' ' || blocked FROM delivery"
                                            + " WHERE status <> 'delivered' ORDER BY connector, id"))
                    .containsExactly(
                            "crm pending 0",
                            "crm pending 0",
                            "crm pending 1",
                            "plain pending 0",
                            "plain pending 0",
                            "plain pending 1");
        }
        try (RunningServer server = start(withMistake())) {
            accept(server, "ann3", "Register", "ann");
        }
        assertThat(crm.requests).isEmpty();
        try (RunningServer server = start(good())) {
            awaitAllDelivered(server);
            for (String path : List.of("/people", "/plain")) {
                assertThat(requests(path))
                        .containsExactlyInAnyOrder("ann1", "bob1", "ann2", "ann3")
                        .containsSubsequence("ann1", "ann2", "ann3");
            }
        }
    }

    @Test
    void aFileOfWhichNothingCanBeReadIsKnownByItsName() throws Exception {
        start(good()).close();
        try (RunningServer server = start(NO_YAML)) {
            accept(server, "1", "Register", "ann");
            accept(server, "2", "com.acme.order", "ann");
            assertThat(server.rows("SELECT connector FROM delivery ORDER BY id"))
                    .containsExactly("crm", "plain", "plain");
        }
        try (RunningServer server = start(good())) {
            awaitAllDelivered(server);
            assertThat(requests("/people")).containsExactly("1");
            assertThat(requests("/plain")).containsExactly("1", "2");
        }
    }

    @Test
    void itIsShownAsBrokenWithItsMistakeAndItsDeliveriesAsHeld() throws Exception {
        start(good()).close();
        try (RunningServer server = start(withMistake())) {
            accept(server, "1", "Register", "ann");
            String file = folder.resolve("routes/test.camel.yaml") + ":3";
            String mistake =
                    "\"Registr\" is not in the trigger catalogue; did you mean \"Register\"?";
            assertThat(items(server, "/api/connectors"))
                    .extracting("id")
                    .containsExactly("crm", "plain");
            assertThat(connector(server, "crm"))
                    .containsEntry("state", "broken")
                    .containsEntry("kind", "outflow")
                    .containsEntry("source", file)
                    .containsEntry("on", List.of("Register"))
                    .hasEntrySatisfying(
                            "error", error -> assertThat((String) error).startsWith(mistake));
            assertThat(connector(server, "plain"))
                    .containsEntry("state", "broken")
                    .containsEntry("kind", "trigger")
                    .containsEntry("on", List.of("Register", "com.acme.*"));
            assertThat(items(server, "/api/deliveries"))
                    .hasSize(2)
                    .allSatisfy(
                            item ->
                                    assertThat(item)
                                            .containsEntry("status", "pending")
                                            .containsEntry("held", "broken"));
            var health = server.get("/observe/health");
            assertThat(health.status()).isEqualTo(200);
            assertThat(health.body())
                    .contains(
                            file + ":10: " + mistake.replace("\"", "\\\""),
                            "connector crm is broken: ",
                            " deliveries are held until test.camel.yaml is mended");
        }
    }

    @Test
    void oneWhoseFileIsGoneKeepsWhatIsUnfinishedAndGetsNothingNew() throws Exception {
        start(good()).close();
        try (RunningServer server = start(withMistake())) {
            accept(server, "kept", "Register", "ann");
        }
        Path file = folder.resolve("routes/test.camel.yaml");
        try (RunningServer server = start("# nothing")) {
            accept(server, "lost", "Register", "ann");
            assertThat(items(server, "/api/deliveries"))
                    .hasSize(2)
                    .allSatisfy(
                            item ->
                                    assertThat(item)
                                            .containsEntry("event", "kept")
                                            .containsEntry("held", "missing"));
            assertThat(connector(server, "crm")).containsEntry("state", "missing");
            assertThat(server.get("/observe/health").body()).contains("connector crm is missing: ");
        }
        Files.move(file, file.resolveSibling("other.yaml"));
        Files.writeString(file.resolveSibling("other.yaml"), good());
        try (RunningServer server = start("# nothing")) {
            awaitAllDelivered(server);
            assertThat(requests("/people")).containsExactly("kept");
            assertThat(requests("/plain")).containsExactly("kept");
        }
    }

    @Test
    void oneThatItsFileGaveUpDoesNotComeBackWhenThatFileIsBroken() throws Exception {
        start(good()).close();
        String withoutCrm = good().substring(good().indexOf("- route:"));
        start(withoutCrm).close();
        try (RunningServer server = start(NO_YAML)) {
            accept(server, "1", "Register", "ann");
            assertThat(server.rows("SELECT connector FROM delivery")).containsExactly("plain");
        }
    }

    @Test
    void oneThatIsTakenOutOfAFileThatStaysBrokenIsMissing() throws Exception {
        start(good()).close();
        String withoutPlain = withMistake().substring(0, withMistake().indexOf("- route:"));
        try (RunningServer server = start(withoutPlain)) {
            accept(server, "1", "Register", "ann");
            assertThat(server.rows("SELECT connector FROM delivery")).containsExactly("crm");
        }
    }

    @Test
    void oneThatWasNeverLoadedIsShownAndGetsNothing() throws Exception {
        try (RunningServer server = start(withMistake())) {
            accept(server, "1", "Register", "ann");
            assertThat(server.rows("SELECT connector FROM delivery")).isEmpty();
            assertThat(connector(server, "crm"))
                    .containsEntry("state", "broken")
                    .containsEntry("on", List.of());
            assertThat(server.get("/observe/health").body())
                    .contains(
                            "connector crm is broken and was never loaded: it gets no deliveries");
        }
        try (RunningServer server = start(NO_YAML)) {
            assertThat(connector(server, "test.camel.yaml")).containsEntry("state", "broken");
        }
    }
}
