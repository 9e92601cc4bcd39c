package io.tidegate.journal;

import static io.tidegate.journal.JournalUnderTest.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlCheckpointTest {
    private static final long MIB = 1L << 20;

    @TempDir Path folder;

    @Test
    void theLogStaysBoundedUnderConstantLoadWithReadersAndIsGoneAfterTheStop() throws Exception {
        Path file = folder.resolve("tidegate.db");
        Path log = folder.resolve("tidegate.db-wal");
        JournalUnderTest journal =
                new JournalUnderTest(
                        new JournalSettings("jdbc:sqlite:" + file, null, null, 20_000),
                        Clock.systemUTC());
        AtomicBoolean ended = new AtomicBoolean();
        Thread reader =
                new Thread(
                        () -> {
                            while (!ended.get()) {
                                journal.journal.due("crm", System.currentTimeMillis(), 10);
                            }
                        });
        reader.setDaemon(true);
        reader.start();
        long largest = 0;
        CompletionStage<List<Acceptance>> last = null;
        byte[] data = new byte[20_000];
        new Random(1).nextBytes(data);
        for (int i = 0; i < 10_000; i++) {
            Event event = event("e" + i, "crm", "s" + i, data);
            last = journal.journal.accept(List.of(event));
            if (i % 5 == 4) {
                JournalUnderTest.await(last);
                largest = Math.max(largest, Files.size(log));
            }
        }
        ended.set(true);
        reader.join();

        assertThat(largest).isLessThan(64 * MIB);
        assertThat(Files.size(file)).isGreaterThan(100 * MIB);
        journal.close();
        assertThat(log).doesNotExist();
        assertThat(Files.size(file)).isGreaterThan(190 * MIB);
    }
}
