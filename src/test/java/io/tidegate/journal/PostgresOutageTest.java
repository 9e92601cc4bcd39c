package io.tidegate.journal;

import static io.tidegate.journal.JournalUnderTest.await;
import static io.tidegate.journal.JournalUnderTest.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.journal.DeliveryRecord.Made;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real PostgreSQL stops in the middle of the work and comes back on the same port. */
class PostgresOutageTest {
    @TempDir Path folder;

    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> refusals = new ConcurrentLinkedQueue<>();
    private final Queue<CompletionStage<Void>> records = new ConcurrentLinkedQueue<>();
    private final Queue<Long> recorded = new ConcurrentLinkedQueue<>();

    private EmbeddedPostgres start(int port) throws Exception {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(false)
                .start();
    }

    @Test
    void whatWasAcknowledgedAndWhatWasRecordedSurvivesAServerThatGoesAndComes() throws Exception {
        EmbeddedPostgres server = start(0);
        String url = server.getJdbcUrl("postgres", "postgres");
        AtomicBoolean stop = new AtomicBoolean();
        try (JournalUnderTest journal =
                new JournalUnderTest(
                        new JournalSettings(url, null, null, 20_000), Clock.systemUTC())) {
            DeliveryRef early = journal.delivery(event("early", "crm", null));
            Thread load = new Thread(() -> load(journal, stop));
            load.start();
            await().until(() -> recorded.size() > 500);

            server.close();
            await().until(() -> !journal.journal.writable());
            CompletableFuture<?> refused =
                    journal.journal
                            .accept(List.of(event("late", "crm", null)))
                            .toCompletableFuture();
            assertThat(refused)
                    .failsWithin(Duration.ZERO)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(JournalUnavailable.class);
            CompletableFuture<Void> kept =
                    journal.journal
                            .record(
                                    new DeliveryRecord(
                                            early,
                                            new Change.Delivered(null),
                                            new Made(1, null, null, false),
                                            1))
                            .toCompletableFuture();
            assertThat(kept).isNotDone();
            assertThat(journal.restored).hasValue(0);

            server = start(server.getPort());
            await().until(() -> journal.restored.get() == 1);
            await(kept);
            int before = acknowledged.size();
            await().until(() -> acknowledged.size() > before + 200);
            stop.set(true);
            load.join();
            records.forEach(JournalUnderTest::await);

            await().ignoreExceptions().until(() -> isRead(journal)); // by new connections
            assertThat(journal.journal.writable()).isTrue();
            // may be empty: all that the load may have on its way may be records, which are kept
            assertThat(refusals).allMatch(JournalUnavailable.class::isInstance);
            assertThat(strings(journal, "SELECT id AS v FROM event"))
                    .containsAll(acknowledged)
                    .doesNotContain("late");
            assertThat(
                            journal
                                    .rows("SELECT id FROM delivery WHERE status = 'delivered'")
                                    .stream()
                                    .map(row -> row.get("id")))
                    .containsAll(recorded)
                    .contains(early.id());
            assertThat(journal.count("event")).isEqualTo(journal.count("event_key"));
        } finally {
            stop.set(true);
            server.close();
        }
    }

    private static boolean isRead(JournalUnderTest journal) {
        for (int i = 0; i < 10; i++) {
            journal.count("event");
        }
        return true;
    }

    private static List<String> strings(JournalUnderTest journal, String select) {
        return journal.rows(select).stream()
                .map(row -> (String) row.get("v"))
                .collect(Collectors.toList());
    }

    /** Accepts, at most 100 at a time, and records each as delivered. */
    private void load(JournalUnderTest journal, AtomicBoolean stop) {
        Semaphore window = new Semaphore(100);
        AtomicInteger next = new AtomicInteger();
        while (!stop.get()) {
            window.acquireUninterruptibly();
            String id = "e" + next.incrementAndGet();
            journal.journal
                    .accept(List.of(event(id, "crm", "s" + next.get() % 10)))
                    .whenComplete(
                            (accepted, failure) -> {
                                window.release();
                                if (failure != null) {
                                    refusals.add(failure);
                                } else {
                                    acknowledged.add(id);
                                    record(journal, accepted.get(0).deliveries().get(0).ref());
                                }
                            });
        }
    }

    private void record(JournalUnderTest journal, DeliveryRef delivery) {
        var request = new StoredRequest("PUT", "https://crm.example", Map.of(), null);
        var made = new Made(1, new Attempt(1, 1, 1, 200, null, null), request, false);
        records.add(
                journal.journal
                        .record(new DeliveryRecord(delivery, new Change.Delivered(null), made, 1))
                        .thenRun(() -> recorded.add(delivery.id())));
    }
}
