package io.tidegate.journal;

import static io.tidegate.journal.JournalUnderTest.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteFileGoneTest {
    @TempDir Path folder;

    @Test
    void nothingIsAcknowledgedWhileTheFileIsNotAtItsPlaceAndItGoesOnWhenItIsBack()
            throws Exception {
        Path file = folder.resolve("tidegate.db");
        Path elsewhere = folder.resolve("elsewhere.db");
        JournalSettings settings = new JournalSettings("jdbc:sqlite:" + file, null, null, 100);
        try (JournalUnderTest journal = new JournalUnderTest(settings, Clock.systemUTC())) {
            journal.accept(event("before", "nobody", null));
            Files.move(file, elsewhere);

            assertThatThrownBy(() -> journal.accept(event("meanwhile", "nobody", null)))
                    .isInstanceOf(JournalUnavailable.class);
            assertThat(journal.journal.writable()).isFalse();
            assertThat(file).as("an empty one would be taken for it").doesNotExist();

            Files.move(elsewhere, file);
            await().until(journal.journal::writable);
            journal.accept(event("after", "nobody", null));
            assertThat(journal.rows("SELECT id FROM event").toString()).contains("before", "after");
        }
    }
}
