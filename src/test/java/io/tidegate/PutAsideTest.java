package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.intake.Wire.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of records that wait for others of their batch when nothing may be sent. */
class PutAsideTest {
    private static final String YAML =
            """
            - outflow:
                id: rows
                on: com.acme.row
                to: http://127.0.0.1:PORT/rows
                batch: { size: 2, within: 1m }
                concurrency: 1
                retry: { attempts: 3, delay: 10ms }
                WORDS
            """;

    private final List<Long> arrived = new CopyOnWriteArrayList<>();
    @TempDir private Path folder;
    private ThirdParty party;
    private RunningServer server;

    @BeforeEach
    void open() throws IOException {
        party = new ThirdParty();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        party.close();
    }

    private void start(String words) throws Exception {
        String yaml = YAML.replace("PORT", Integer.toString(party.port())).replace("WORDS", words);
        server = new RunningServer(folder, yaml, Map.of());
    }

    private void send(int from, int to) throws IOException {
        List<String> all = new ArrayList<>();
        for (int n = from; n < to; n++) {
            all.add(
                    RunningServer.event("row" + n, "com.acme.row", "{\"n\":" + n + "}")
                            .replace("\"data\"", "\"subject\":\"s" + n + "\",\"data\""));
        }
        Answer answer =
                server.post(
                        "Content-Type: application/cloudevents-batch+json\r\n",
                        "[" + String.join(",", all) + "]");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    }

    private List<String> statuses() {
        return server.rows("SELECT status || attempts FROM delivery ORDER BY id");
    }

    private static void await(Runnable asserted) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(asserted::run);
    }

    private void awaitDelivering(int deliveries) {
        await(
                () -> {
                    try {
                        assertThat(
                                        server.get("/api/deliveries?status=delivering")
                                                .body()
                                                .split("\"id\":", -1))
                                .hasSize(deliveries + 1);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private static void pause(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void refuseTheFirst(OutputStream out, String refusal) throws IOException {
        arrived.add(System.nanoTime());
        if (arrived.size() == 1) {
            pause(500);
            out.write(ThirdParty.ascii(refusal));
            arrived.set(0, System.nanoTime());
        } else {
            ThirdParty.FINE.answer(out);
        }
    }

    private long millisToTheSecond() {
        return (arrived.get(1) - arrived.get(0)) / 1_000_000;
    }

    @Test
    void aRetryAfterHoldsThemToo() throws Exception {
        party.behave(
                out ->
                        refuseTheFirst(
                                out,
                                "HTTP/1.1 429 Slow\r\nRetry-After: 2\r\nContent-Length: 0\r\n\r\n"));
        start("");
        send(0, 6);

        await(() -> assertThat(statuses()).hasSize(6).allMatch(is -> is.startsWith("delivered")));

        assertThat(millisToTheSecond()).isGreaterThan(1_900);
        assertThat(statuses()).filteredOn("delivered2"::equals).hasSize(2);
        assertThat(statuses())
                .as("they were no attempts")
                .filteredOn("delivered1"::equals)
                .hasSize(4);
    }

    @Test
    void anOpenBreakerHoldsThemToo() throws Exception {
        party.behave(out -> refuseTheFirst(out, "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n"));
        start("breaker: { after: 2, for: 2s }");
        send(0, 6);
        await(() -> assertThat(arrived).hasSizeGreaterThan(0));
        pause(1_500);

        assertThat(arrived).hasSize(1);
        assertThat(server.rows("SELECT count(*) FROM attempt")).containsExactly("2");
        assertThat(statuses()).filteredOn("pending0"::equals).hasSize(4);
    }

    @Test
    void aStopWaitsForNoneOfThemAndSendsNone() throws Exception {
        start("");
        send(0, 1);
        awaitDelivering(1);

        long begun = System.nanoTime();
        server.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
        assertThat(party.requests).isEmpty();

        start("");
        assertThat(statuses()).containsExactly("pending0");
        send(1, 2);
        await(() -> assertThat(statuses()).containsExactly("delivered1", "delivered1"));
        assertThat(party.requests).hasSize(1);
    }

    @Test
    void aDeactivationTakesThemBackAndAnActivationGoesOn() throws Exception {
        start("");
        send(0, 1);
        awaitDelivering(1);
        server.admin("/api/connectors/rows/deactivate", "");
        awaitDelivering(0);
        assertThat(statuses()).containsExactly("pending0");

        server.admin("/api/connectors/rows/activate", "");
        send(1, 2);
        await(() -> assertThat(statuses()).containsExactly("delivered1", "delivered1"));
        assertThat(party.requests).hasSize(1);
    }

    @Test
    void anAttemptBeginsWhenItIsSent() throws Exception {
        start("");
        send(0, 1);
        awaitDelivering(1);
        pause(1_000);
        long before = System.currentTimeMillis();
        send(1, 2);
        await(() -> assertThat(statuses()).containsExactly("delivered1", "delivered1"));

        assertThat(server.rows("SELECT min(started_at) FROM attempt"))
                .singleElement()
                .satisfies(at -> assertThat(Long.parseLong(at)).isGreaterThanOrEqualTo(before));
    }
}
