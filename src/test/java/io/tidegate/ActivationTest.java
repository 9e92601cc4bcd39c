package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.Settings;
import io.tidegate.intake.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of events and deliveries of a connector that is switched off and on. */
class ActivationTest {
    private static final String BUSY = "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n";

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

    private RunningServer start(String more) throws Exception {
        String yaml =
                """
                - outflow:
                    id: crm
                    on: [Register]
                    mapping: { n: $.data.n }
                    to: { uri: "http://127.0.0.1:PORT/people" }
                    retry: { attempts: 9, delay: 1s }
                """
                        .replace("PORT", Integer.toString(crm.port()));
        return new RunningServer(folder, yaml + more, Map.of());
    }

    private static void send(RunningServer server, String id) throws IOException {
        String event =
                "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/test\",\"type\":\"Register\",\"subject\":\"ann\",\"data\":{\"n\":\"%s\"}}";
        assertThat(server.post(event.formatted(id, id)).status()).isEqualTo(202);
    }

    private static String switched(RunningServer server, String word, String body)
            throws IOException {
        return server.admin("/api/connectors/crm/" + word, body).body();
    }

    private static List<String> statuses(RunningServer server) {
        return server.rows("SELECT status FROM delivery ORDER BY id");
    }

    private static void awaitStatuses(RunningServer server, String... statuses) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(statuses(server)).containsExactly(statuses));
    }

    private List<String> sent() {
        return crm.requests.stream()
                .map(request -> request.replaceAll("(?s).*\"n\":\"(.*?)\".*", "$1"))
                .toList();
    }

    @Test
    void whatWaitsIsHeldAcrossStartsAndGoesOnInOrder() throws Exception {
        crm.says(BUSY);
        try (RunningServer server = start("")) {
            send(server, "a");
            awaitStatuses(server, "waiting");
            send(server, "b");

            assertThat(switched(server, "deactivate", ""))
                    .contains("\"id\":\"crm\"", "\"active\":false", "\"discarding\":false")
                    .containsPattern("\"changedAt\":\"20\\d\\d-.*\"changedBy\":\"admin");
            send(server, "while it is inactive");
            assertThat(statuses(server)).containsExactly("waiting", "pending");
            assertThat(server.get("/api/connectors/crm").body())
                    .contains("\"state\":\"inactive\"", "\"active\":false");
            assertThat(server.get("/api/deliveries").body()).contains("\"held\":\"inactive\"");
            assertThat(server.get("/observe/health").body())
                    .contains("connector crm is inactive: 2 deliveries are held");
        }
        crm.behave(ThirdParty.FINE);
        crm.requests.clear();
        try (RunningServer server = start("")) {
            assertThat(server.get("/api/connectors/crm").body()).contains("\"state\":\"inactive\"");
            send(server, "after the start");
            assertThat(crm.requests).isEmpty();

            assertThat(switched(server, "activate", "{}")).contains("\"active\":true");
            send(server, "c");
            awaitStatuses(server, "delivered", "delivered", "delivered");
            assertThat(sent()).containsExactly("a", "b", "c");
        }
        try (RunningServer server = start("")) {
            assertThat(server.get("/api/connectors/crm").body()).contains("\"state\":\"active\"");
        }
    }

    @Test
    void aConnectorThatHoldsGetsTheEventsThatCameWhileItWasInactive() throws Exception {
        try (RunningServer server = start("    whenInactive: hold\n")) {
            switched(server, "deactivate", "{}");
            send(server, "a");
            send(server, "b");
            assertThat(statuses(server)).containsExactly("pending", "pending");
        }
        try (RunningServer server = start("    whenInactive: hold\n")) {
            send(server, "c");
            switched(server, "activate", "{}");
            awaitStatuses(server, "delivered", "delivered", "delivered");
            assertThat(sent()).containsExactly("a", "b", "c");
        }
    }

    @Test
    void whatIsDiscardedEndsAsFailedQueriesThatCanBeReplayed() throws Exception {
        crm.says(BUSY);
        try (RunningServer server = start("")) {
            send(server, "a");
            awaitStatuses(server, "waiting");
            send(server, "b");
            send(server, "c");

            assertThat(switched(server, "deactivate", "{\"discard\":true}"))
                    .contains("\"discarding\":true");
            awaitStatuses(server, "failed", "failed", "failed");
            Awaitility.await()
                    .untilAsserted(
                            () ->
                                    assertThat(server.get("/api/connectors/crm").body())
                                            .contains("\"discarding\":false"));
            assertThat(server.rows("SELECT state || ' ' || error FROM failed_query"))
                    .hasSize(3)
                    .allMatch(
                            row ->
                                    row.startsWith(
                                            "open discarded when its connector was deactivated by admin"));
            assertThat(server.rows("SELECT url FROM failed_query WHERE attempts = 1"))
                    .containsExactly("http://127.0.0.1:" + crm.port() + "/people");

            crm.behave(ThirdParty.FINE);
            String id = server.rows("SELECT id FROM failed_query ORDER BY id").get(0);
            assertThat(server.admin("/api/failed-queries/" + id + "/replay", "{}").status())
                    .isEqualTo(202);
            assertThat(statuses(server)).containsExactly("pending", "failed", "failed");
            switched(server, "activate", "{}");
            awaitStatuses(server, "delivered", "failed", "failed");
        }
    }

    @Test
    void aRequestOnTheWireEndsAndOnlyThenIsDiscardedIfItFailed() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        crm.behave(
                out -> {
                    try {
                        answered.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    out.write(ThirdParty.ascii(BUSY));
                });
        try (RunningServer server = start("")) {
            send(server, "a");
            Awaitility.await().until(() -> !crm.requests.isEmpty());
            switched(server, "deactivate", "{\"discard\":true}");
            assertThat(statuses(server)).containsExactly("pending");
            answered.countDown();
            awaitStatuses(server, "failed");
            assertThat(server.rows("SELECT attempts FROM failed_query")).containsExactly("1");
        }
        assertThat(crm.requests).hasSize(1);
    }

    /** No version of it runs that could be asked what it listens to. */
    @Test
    void aBrokenConnectorIsSwitchedToo() throws Exception {
        start("").close();
        try (RunningServer server = start("    no-key: 1\n")) {
            send(server, "a");
            switched(server, "deactivate", "{}");
            send(server, "b");
            assertThat(server.get("/api/connectors/crm").body())
                    .contains("\"state\":\"broken\"", "\"active\":false");
            switched(server, "activate", "{}");
            send(server, "c");
            assertThat(
                            server.rows(
                                    "SELECT event_id.id FROM delivery d JOIN event event_id ON event_id.seq = d.event ORDER BY d.id"))
                    .containsExactly("a", "c");
        }
    }

    @Test
    void whatCannotBeSwitchedIsSaid() throws Exception {
        try (RunningServer server = start("")) {
            assertThat(server.admin("/api/connectors/nobody/activate", "").body())
                    .contains("\"status\":404", "there is no connector nobody");
            assertThat(switched(server, "deactivate", "{\"discart\":true}"))
                    .contains("\"status\":400", "\\\"discart\\\" is no key here, allowed: discard");
            assertThat(switched(server, "deactivate", "{\"discard\":1}"))
                    .contains("\"status\":400", "discard must be true or false, not 1");
            assertThat(switched(server, "activate", "{\"x\":1}"))
                    .contains("\"status\":400", "the body of an activation must be empty or {}");
        }
    }

    /** Nothing runs: the next start obeys. */
    @Test
    void itIsSwitchedWithoutAServerToo() throws Exception {
        crm.says(BUSY);
        try (RunningServer server = start("")) {
            send(server, "a");
            awaitStatuses(server, "waiting");
        }
        Settings settings =
                new Settings(Map.of("TIDEGATE_DATA_DIR", folder.resolve("data").toString()));
        try (LocalApi alone =
                new LocalApi(io.tidegate.config.DataFolder.lock(settings.dataDir()), settings)) {
            byte[] discard = "{\"discard\":true}".getBytes(StandardCharsets.UTF_8);
            assertThat(alone.ask("POST", "/api/connectors/crm/deactivate", discard).status())
                    .isEqualTo(200);
            assertThat(alone.ask("POST", "/api/connectors/nobody/deactivate", discard).status())
                    .isEqualTo(404);
        }
        try (RunningServer server = start("")) {
            awaitStatuses(server, "failed");
            assertThat(server.get("/api/connectors/crm").body())
                    .contains("\"state\":\"inactive\"", "\"changedBy\":\"cli:");
        }
    }

    /** One batch of them may be on its way to the journal when the connector begins again. */
    @Test
    void whatIsDiscardedIsNotSentWhenItIsActivatedMeanwhile() throws Exception {
        try (RunningServer server = start("    whenInactive: hold\n    ordered: false\n")) {
            switched(server, "deactivate", "{}");
            for (int batch = 0; batch < 6; batch++) {
                StringBuilder events = new StringBuilder("[");
                for (int i = 0; i < 500; i++) {
                    String id = batch + "-" + i;
                    events.append(i == 0 ? "" : ",")
                            .append(RunningServer.event(id, "Register", "{\"n\":\"" + id + "\"}"));
                }
                String type = "Content-Type: application/cloudevents-batch+json\r\n";
                assertThat(server.post(type, events + "]").status()).isEqualTo(202);
            }
            while (!statuses(server).isEmpty()
                    && server.rows("SELECT 1 FROM delivery WHERE status = 'pending' LIMIT 1")
                            .contains("1")) {
                switched(server, "deactivate", "{\"discard\":true}");
                switched(server, "activate", "{}");
            }
            Awaitility.await()
                    .untilAsserted(
                            () ->
                                    assertThat(
                                                    server.rows(
                                                            "SELECT count(*) FROM delivery WHERE status IN ('pending', 'waiting')"))
                                            .containsExactly("0"));
            List<String> discarded =
                    server.rows(
                            "SELECT e.id FROM delivery d JOIN event e ON e.seq = d.event WHERE d.status = 'failed'");
            assertThat(discarded).isNotEmpty().doesNotContainAnyElementsOf(sent());
            assertThat(sent()).doesNotHaveDuplicates().hasSize(3000 - discarded.size());
        }
    }

    @Test
    void onlyAnAdminMaySwitch() throws Exception {
        try (RunningServer server = start("")) {
            String head =
                    "POST /api/connectors/crm/%s HTTP/1.1\r\nHost: t\r\nAuthorization: Bearer %s\r\nContent-Length: 0\r\n\r\n";
            for (String word : List.of("activate", "deactivate")) {
                assertThat(
                                Wire.once(server.port(), head.formatted(word, RunningServer.TOKEN))
                                        .status())
                        .isEqualTo(403);
                assertThat(Wire.once(server.port(), head.formatted(word, "nobody")).status())
                        .isEqualTo(401);
            }
            assertThat(server.get("/api/connectors/crm").body()).contains("\"state\":\"active\"");
        }
    }

    @Test
    void aConnectorIsSwitchedByANameWithOddCharacters() throws Exception {
        String plain =
                "- route:\n    id: odd\n    from:\n      uri: \"trigger:a/ü b?on=Register\"\n      steps: [ { to: \"log:x\" } ]\n";
        try (RunningServer server = start(plain)) {
            String path = "/api/connectors/a%2F%C3%BC%20b";
            assertThat(server.admin(path + "/deactivate", "").body()).contains("\"active\":false");
            assertThat(server.get(path).body()).contains("\"state\":\"inactive\"");
        }
    }
}
