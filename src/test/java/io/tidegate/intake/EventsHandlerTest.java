package io.tidegate.intake;

import static io.tidegate.intake.Wire.once;
import static io.tidegate.intake.Wire.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.intake.Wire.Answer;
import io.tidegate.journal.CommitListeners;
import io.tidegate.journal.JournalSettings;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlJournal;
import io.tidegate.route.JournalIntake;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running server shows only under load or on a broken disk: 408, 429, 500, 503. */
class EventsHandlerTest {
    private static final String JSON = "Content-Type: application/cloudevents+json\r\n";

    @TempDir Path folder;
    private Vertx vertx;

    @BeforeEach
    void open() {
        vertx = Vertx.vertx();
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private int listen(Intake intake, long bodyMillis) throws InterruptedException {
        EventsHandler events =
                new EventsHandler(new BearerToken("right", "admin"), 1_024, intake, bodyMillis);
        return new WebServer(vertx, events, HttpServerRequest::end).listen("127.0.0.1", 0);
    }

    private static Intake nothing() {
        return events -> CompletableFuture.completedFuture(List.of());
    }

    private static String event(String id) {
        return "{\"specversion\":\"1.0\",\"id\":\"" + id + "\",\"source\":\"s\",\"type\":\"t.x\"}";
    }

    @Test
    void bodyThatComesTooSlowlyIs408AndTheConnectionEnds() throws Exception {
        int port = listen(nothing(), 50);
        try (Wire wire = new Wire(port)) {
            wire.send(post("right", JSON, event("1")).substring(0, 170));

            Answer answer = wire.read();

            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.body())
                    .isEqualTo(
                            "{\"type\":\"about:blank\",\"title\":\"Too slow\",\"status\":408,\"detail\":\"the body was not complete 50 ms after its head\"}");
            assertThat(wire.isClosedByServer()).isTrue();
        }
    }

    @Test
    void fullCommitQueueIs429AndEmptiesAgain() throws Exception {
        try (SqlJournal journal = journal(2)) {
            int port = listen(new JournalIntake(journal), 30_000);
            CountDownLatch stopped = new CountDownLatch(1);
            CompletableFuture<Boolean> goOn = new CompletableFuture<>();
            journal.change(
                    (connection, dialect) -> {
                        stopped.countDown();
                        return goOn.join();
                    });
            stopped.await();
            try (Wire first = new Wire(port);
                    Wire second = new Wire(port)) {
                first.send(post("right", JSON, event("1")));
                second.send(post("right", JSON, event("2")));
                await().until(() -> journal.waitingEvents() == 2);

                Answer refused = once(port, post("right", JSON, event("3")));
                goOn.complete(true);

                assertThat(refused.status()).isEqualTo(429);
                assertThat(refused.headers())
                        .containsEntry("retry-after", "1")
                        .containsEntry("content-type", "application/problem+json");
                assertThat(refused.body())
                        .isEqualTo(
                                "{\"type\":\"about:blank\",\"title\":\"Too many events\",\"status\":429,\"detail\":\"2 events with 0 bytes of"
                                        + " data wait for their commit, allowed are 2 events with 67108864 bytes of data; nothing of this was stored,"
                                        + " send it again\"}");
                assertThat(first.read().body())
                        .isEqualTo("{\"accepted\":[\"1\"],\"duplicates\":[]}");
                assertThat(second.read().body())
                        .isEqualTo("{\"accepted\":[\"2\"],\"duplicates\":[]}");
            }
            assertThat(once(port, post("right", JSON, event("3"))).body())
                    .isEqualTo("{\"accepted\":[\"3\"],\"duplicates\":[]}");
        }
    }

    @Test
    void journalThatCannotBeWrittenIs503() throws Exception {
        SqlJournal journal = journal(10);
        int port = listen(new JournalIntake(journal), 30_000);
        journal.close();

        Answer answer = once(port, post("right", JSON, event("1")));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers()).containsEntry("retry-after", "5");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"type\":\"about:blank\",\"title\":\"Cannot be stored\",\"status\":503,\"detail\":\"the journal is closed; nothing of"
                                + " this was stored, send it again\"}");
    }

    @Test
    void faultOfOursIs500AndSaysNothingOfTheCode() throws Exception {
        IllegalStateException bug = new IllegalStateException("io.tidegate.Bug at java.lang");
        int later = listen(events -> CompletableFuture.failedFuture(bug), 30_000);
        int atOnce =
                listen(
                        events -> {
                            throw bug;
                        },
                        30_000);
        for (int port : new int[] {later, atOnce}) {
            Answer answer = once(port, post("right", JSON, event("1")));

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body())
                    .isEqualTo(
                            "{\"type\":\"about:blank\",\"title\":\"Internal error\",\"status\":500,\"detail\":\"this is a fault of Tidegate; nothing"
                                    + " of this was stored\"}");
        }
    }

    @Test
    void journalThatRefusesOneEventHidesWhy() throws Exception {
        SqlJournal.Partners partners =
                new SqlJournal.Partners(
                        type -> {
                            throw new IllegalArgumentException("io.tidegate.Bug at java.lang");
                        },
                        CommitListeners.NONE,
                        (operations, nanos) -> {},
                        Clock.systemUTC());
        try (SqlJournal journal = new SqlJournal(database(), partners, 10)) {
            int port = listen(new JournalIntake(journal), 30_000);

            assertThat(once(port, post("right", JSON, event("1"))).status()).isEqualTo(500);
        }
    }

    @Test
    void refusedSenderCanSendAllOfItsBodyAndStillReadsTheAnswer() throws Exception {
        int port = listen(nothing(), 30_000);
        try (Wire wire = new Wire(port)) {
            wire.send(post("wrong", JSON, "x".repeat(5_000_000)));

            assertThat(wire.read().status()).isEqualTo(401);
            assertThat(wire.isClosedByServer()).isTrue();
        }
    }

    @Test
    void refusedSenderThatNeverEndsIsCutOff() throws Exception {
        int port = listen(nothing(), 30_000);
        try (Wire wire = new Wire(port)) {
            wire.send(post("wrong", JSON, "x".repeat(5_000)).substring(0, 1_000));

            assertThat(wire.read().status()).isEqualTo(401);
            assertThat(wire.isClosedByServer()).isTrue();
        }
    }

    private SqlDatabase database() {
        return SqlDatabase.open(
                new JournalSettings("jdbc:sqlite:" + folder.resolve("t.db"), null, null, 10));
    }

    private SqlJournal journal(int maxWaiting) {
        return new SqlJournal(
                database(),
                new SqlJournal.Partners(
                        type -> List.of(),
                        CommitListeners.NONE,
                        (operations, nanos) -> {},
                        Clock.systemUTC()),
                maxWaiting);
    }
}
