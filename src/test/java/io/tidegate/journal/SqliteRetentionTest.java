package io.tidegate.journal;

import static io.tidegate.journal.JournalUnderTest.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteRetentionTest extends RetentionContract {
    @TempDir Path folder;

    @Override
    JournalSettings fresh() {
        return new JournalSettings(
                "jdbc:sqlite:" + folder.resolve("tidegate.db"),
                null,
                null,
                JournalSettings.DEFAULT_MAX_WAITING);
    }

    @Test
    void theFileShrinksInSlicesOfPages() throws Exception {
        assertThat(journal.rows("PRAGMA auto_vacuum").toString()).isEqualTo("[{auto_vacuum=2}]");
        Event[] events = new Event[1_000];
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < events.length; i++) {
                events[i] = event(round + "-" + i, "nobody", null, new byte[4_000]);
            }
            journal.accept(events);
        }
        clock.advance(Duration.ofDays(8));
        delivered(event("stays", "crm", null));
        long full = pages();
        long before = full;
        while (!retention.step()) {
            assertThat(before - pages()).isLessThanOrEqualTo(SqlRetention.PAGES + 20);
            before = pages();
        }

        assertThat(pages()).isLessThan(full / 20);
        assertThat(journal.count("delivery")).isEqualTo(1);
        journal.close();
        assertThat(Files.size(folder.resolve("tidegate.db"))).isLessThan(full * 4_096 / 20);
        open();
    }

    private long pages() {
        return ((Number) journal.rows("PRAGMA page_count").get(0).get("page_count")).longValue();
    }
}
