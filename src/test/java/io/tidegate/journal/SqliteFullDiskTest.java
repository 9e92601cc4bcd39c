package io.tidegate.journal;

import static io.tidegate.journal.JournalUnderTest.await;
import static io.tidegate.journal.JournalUnderTest.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.event.Event;
import io.tidegate.journal.DeliveryRecord.Made;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQLite's file may not grow (SQLITE_FULL, as on a full disk), until it may again. */
class SqliteFullDiskTest {
    @TempDir Path folder;

    @Test
    void nothingIsAcknowledgedThatIsNotStoredAndItRecoversByItself() {
        var settings =
                new JournalSettings(
                        "jdbc:sqlite:" + folder.resolve("tidegate.db"), null, null, 20_000);
        try (JournalUnderTest journal = new JournalUnderTest(settings, Clock.systemUTC())) {
            DeliveryRef delivery = journal.delivery(event("first", "crm", null));
            limit(journal, 100);
            List<String> stored = new ArrayList<>(List.of("first"));

            Throwable refusal = fill(journal, stored);

            assertThat(refusal)
                    .isInstanceOf(JournalUnavailable.class)
                    .hasMessage("the journal cannot be written at the moment");
            assertThat(journal.journal.writable()).isFalse();
            assertThat(
                            journal.journal
                                    .accept(List.of(event("refused", "crm", null)))
                                    .toCompletableFuture())
                    .isCompletedExceptionally();
            CompletableFuture<Void> kept = recordLarge(journal, delivery);
            await().during(Duration.ofSeconds(1)).until(() -> !journal.journal.writable());
            assertThat(journal.restored).hasValue(0);
            assertThat(kept).isNotDone();

            journal.database.onWriter(List.of());
            await().until(() -> journal.restored.get() == 1);

            await(kept);
            assertThat(journal.accept(event("after", "crm", null)).get(0).duplicate()).isFalse();
            stored.add("after");
            assertThat(
                            journal.rows("SELECT id FROM event ORDER BY seq").stream()
                                    .map(row -> (String) row.get("id")))
                    .containsExactlyElementsOf(stored);
            assertThat(
                            journal.rows("SELECT id FROM event_key").stream()
                                    .map(row -> (String) row.get("id")))
                    .containsExactlyInAnyOrderElementsOf(stored);
            assertThat(journal.count("delivery")).isEqualTo(stored.size());
            assertThat(journal.count("delivery WHERE status = 'delivered'")).isEqualTo(1);
            assertThat(journal.rows("PRAGMA integrity_check").toString())
                    .isEqualTo("[{integrity_check=ok}]");
        }
    }

    /** The file may have this many pages more than now. */
    private static void limit(JournalUnderTest journal, int more) {
        long pages =
                ((Number) journal.rows("PRAGMA page_count").get(0).get("page_count")).longValue();
        String pragma = "PRAGMA max_page_count = " + (pages + more);
        journal.database.onWriter(List.of(pragma));
        await(
                journal.journal.change(
                        (connection, dialect) -> connection.createStatement().execute(pragma)));
    }

    private static Throwable fill(JournalUnderTest journal, List<String> stored) {
        for (int i = 0; i < 1_000; i++) {
            Event large = event("e" + i, "crm", "s", new byte[30_000]);
            try {
                journal.accept(large);
                stored.add(large.id());
            } catch (RuntimeException e) {
                return e;
            }
        }
        return new AssertionError("the file grew without a bound");
    }

    private static CompletableFuture<Void> recordLarge(
            JournalUnderTest journal, DeliveryRef delivery) {
        var request = new StoredRequest("PUT", "https://crm.example", Map.of(), new byte[100_000]);
        return journal.journal
                .record(
                        new DeliveryRecord(
                                delivery,
                                new Change.Delivered(null),
                                new Made(1, null, request, false),
                                1))
                .toCompletableFuture();
    }
}
