package io.tidegate.inflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.ManualClock;
import io.tidegate.connector.Verification.Bearer;
import io.tidegate.intake.Wire;
import io.tidegate.intake.Wire.Answer;
import io.tidegate.journal.JournalSettings;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The endpoint itself: methods, addresses, sizes, slow and broken senders, a full journal. */
class InflowEndpointTest {
    @TempDir private Path folder;
    private PostedTo server;

    private void open(long bodyMillis) throws Exception {
        server =
                new PostedTo(
                        folder,
                        new ManualClock("2026-11-26T10:00:00Z"),
                        Origins.UNKNOWN,
                        bodyMillis);
        server.connector("crm", new PostedTo.With().entry());
        server.connector("list", new PostedTo.With().items("$.data").entry());
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static String head(String method, String id, String more) {
        return method
                + " /inflow/"
                + id
                + " HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\n"
                + more
                + "\r\n";
    }

    private Answer once(String request) throws Exception {
        return Wire.once(server.port, request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void onlyPostIsTaken(String method) throws Exception {
        open(30_000);

        Answer answer = once(head(method, "crm", "Content-Length: 0\r\n"));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("allow", "POST");
        assertThat(answer.body()).contains("third parties send with POST, seen: " + method);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "", "crm/", "CRM", "..%2fcrm", "%zz", "crm%00", "crm?x/"})
    void anAddressThatIsNobodysIs404AndNotToldApart(String id) throws Exception {
        open(30_000);

        Answer answer = once(head("POST", id, "Content-Length: 2\r\n") + "{}");

        if (id.equals("crm?x/")) {
            assertThat(answer.status()).isEqualTo(202);
            return;
        }
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"type\":\"about:blank\",\"title\":\"Not found\",\"status\":404,\"detail\":\"there is nothing at this address\"}");
        assertThat(server.counted).containsExactly("(unknown) unknown");
    }

    @Test
    void anEncodedIdIsTheSameId() throws Exception {
        open(30_000);

        assertThat(once(head("POST", "%63rm", "Content-Length: 2\r\n") + "{}").status())
                .isEqualTo(202);
    }

    @Test
    void aBrokenConnectorsPostsAreToComeAgain() throws Exception {
        open(30_000);
        server.broken.add("torn");

        HttpResponse<String> answer = server.json("torn", "{}");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body())
                .contains(
                        "the file of this connector is broken; nothing of this was stored, send it again later");
        assertThat(server.counted).containsExactly("torn broken");
    }

    @Test
    void aBodyThatIsTooLargeIs413BeforeItIsRead() throws Exception {
        open(30_000);

        assertThat(once(head("POST", "crm", "Content-Length: 16385\r\n")).body())
                .contains("the body has 16385 bytes, allowed are 16384");
        assertThat(once(head("POST", "list", "Content-Length: 8388609\r\n")).body())
                .contains("the body has 8388609 bytes, allowed are 8388608");
        String chunk = "4000\r\n" + " ".repeat(16_384) + "\r\n1\r\n \r\n";
        assertThat(once(head("POST", "crm", "Transfer-Encoding: chunked\r\n") + chunk).status())
                .isEqualTo(413);
        assertThat(server.counted)
                .containsExactly("crm too-large", "list too-large", "crm too-large");
    }

    @Test
    void aBodyThatComesTooSlowlyIs408() throws Exception {
        open(50);
        try (Wire wire = new Wire(server.port)) {
            wire.send(head("POST", "crm", "Content-Length: 100\r\n") + "{\"a\":");

            Answer answer = wire.read();

            assertThat(answer.status()).isEqualTo(408);
            assertThat(wire.isClosedByServer()).isTrue();
            assertThat(server.counted).containsExactly("crm too-slow");
        }
    }

    @Test
    void aHeadThatIsTooLargeIs431() throws Exception {
        open(30_000);

        assertThat(once(head("POST", "crm", "X: " + "x".repeat(33_000) + "\r\n")).status())
                .isEqualTo(431);
    }

    @Test
    void anHonestSenderIsToldToGoOn() throws Exception {
        open(30_000);
        try (Wire wire = new Wire(server.port)) {
            wire.send(head("POST", "crm", "Expect: 100-continue\r\nContent-Length: 2\r\n"));
            assertThat(wire.read().status()).isEqualTo(100);
            wire.send("{}");

            assertThat(wire.read().status()).isEqualTo(202);
        }
    }

    @Test
    void aConnectionTakesOnePostAfterTheOther() throws Exception {
        open(30_000);
        try (Wire wire = new Wire(server.port)) {
            String bad = head("POST", "crm", "Content-Length: 1\r\n") + "{";
            String good = head("POST", "crm", "Content-Length: 2\r\n") + "{}";
            wire.send(bad + good);

            assertThat(wire.read().status()).isEqualTo(400);
            assertThat(wire.read().status()).isEqualTo(202);
        }
    }

    @Test
    void whatIsTooMuchAtOnceIs429AndTheRoomComesBack() throws Exception {
        open(30_000);
        List<Wire> held = new ArrayList<>();
        byte[] most = " ".repeat(6 << 20).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        for (int i = 0; i < 2; i++) {
            Wire wire = new Wire(server.port);
            wire.send(head("POST", "list", "Content-Length: " + (most.length + 1) + "\r\n"));
            wire.send(most);
            held.add(wire);
        }
        await().untilAsserted(
                        () -> {
                            HttpResponse<String> refused = server.json("crm", "{}");
                            assertThat(refused.statusCode()).isEqualTo(429);
                            assertThat(refused.headers().firstValue("retry-after")).contains("1");
                        });
        assertThat(server.counted).contains("crm not-stored");
        for (Wire wire : held) {
            wire.close();
        }

        await().untilAsserted(
                        () -> assertThat(server.json("crm", "{}").statusCode()).isEqualTo(202));
        for (int i = 0; i < 50; i++) {
            assertThat(server.json("list", "[" + " ".repeat(1 << 20) + "]").statusCode())
                    .isEqualTo(202);
        }
    }

    @Test
    void aFullCommitQueueIs429AndCounted() throws Exception {
        server =
                new PostedTo(
                        new JournalSettings("jdbc:sqlite:" + folder.resolve("t.db"), null, null, 1),
                        new ManualClock("2026-11-26T10:00:00Z"),
                        Origins.UNKNOWN,
                        30_000);
        server.connector("crm", new PostedTo.With().entry());
        CountDownLatch stopped = new CountDownLatch(1);
        CompletableFuture<Boolean> goOn = new CompletableFuture<>();
        server.journal.change(
                (connection, dialect) -> {
                    stopped.countDown();
                    return goOn.join();
                });
        stopped.await();
        try (Wire waits = new Wire(server.port)) {
            waits.send(head("POST", "crm", "Content-Length: 2\r\n") + "{}");
            await().until(() -> server.journal.waitingEvents() == 1);

            HttpResponse<String> answer = server.json("crm", "{}");
            goOn.complete(true);

            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(waits.read().status()).isEqualTo(202);
            assertThat(server.counted).containsExactly("crm not-stored");
        }
    }

    @Test
    void aJournalThatIsAwayIs503() throws Exception {
        open(30_000);
        server.journal.close();

        HttpResponse<String> answer = server.json("crm", "{}");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).contains("5");
    }

    @Test
    void whatASecretIsIsNeverSaid() throws Exception {
        open(30_000);
        server.connector(
                "closed",
                new PostedTo.With()
                        .verification(new Bearer(PostedTo.reference("not-set")))
                        .entry());

        HttpResponse<String> answer = server.json("closed", "{}", "authorization", "Bearer x");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).doesNotContain("not-set", "{{");
    }
}
