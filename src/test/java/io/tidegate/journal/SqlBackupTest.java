package io.tidegate.journal;

import static io.tidegate.journal.JournalUnderTest.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlBackupTest {
    @TempDir Path folder;

    private JournalUnderTest journal(Path file) {
        var settings =
                new JournalSettings(
                        "jdbc:sqlite:" + file, null, null, JournalSettings.DEFAULT_MAX_WAITING);
        return new JournalUnderTest(settings, Clock.systemUTC());
    }

    /** Accepts until told to stop; ids are added once acknowledged. */
    private static Thread load(
            JournalUnderTest journal,
            Queue<String> acknowledged,
            AtomicBoolean stop,
            CountDownLatch warm) {
        Thread load =
                new Thread(
                        () -> {
                            for (int i = 0; !stop.get(); i++) {
                                String id = "e" + i;
                                journal.accept(event(id, "crm", "s" + i % 50, new byte[5_000]));
                                acknowledged.add(id);
                                warm.countDown();
                            }
                        });
        load.start();
        return load;
    }

    @Test
    void aCopyMadeUnderLoadHoldsAllThatWasAcknowledgedBeforeAndOpensInPlaceOfTheOriginal()
            throws Exception {
        Path original = folder.resolve("tidegate.db");
        Path copy = folder.resolve("backup.db");
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        AtomicBoolean stop = new AtomicBoolean();
        Set<String> before;
        try (JournalUnderTest journal = journal(original)) {
            CountDownLatch warm = new CountDownLatch(300);
            Thread load = load(journal, acknowledged, stop, warm);
            assertThat(warm.await(60, TimeUnit.SECONDS)).isTrue();
            before = Set.copyOf(acknowledged);
            SqlBackup.write(journal.database, copy);
            stop.set(true);
            load.join();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("rw-------");
        assertThat(folder.resolve("backup.db.unfinished")).doesNotExist();
        Files.deleteIfExists(folder.resolve("tidegate.db-wal"));
        Files.deleteIfExists(folder.resolve("tidegate.db-shm"));
        Files.move(copy, original, java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        try (JournalUnderTest restored = journal(original)) {
            Set<Object> ids =
                    restored.rows("SELECT id FROM event").stream()
                            .map(row -> row.get("id"))
                            .collect(Collectors.toSet());
            assertThat(ids).containsAll(before);
            assertThat(restored.count("event")).isEqualTo(restored.count("delivery"));
            assertThat(restored.accept(event("e0", "crm", "s")).get(0).duplicate()).isTrue();
            assertThat(
                            restored.accept(event("new", "crm", "s1"))
                                    .get(0)
                                    .deliveries()
                                    .get(0)
                                    .blocked())
                    .isTrue();
            assertThat(restored.rows("PRAGMA auto_vacuum").toString())
                    .isEqualTo("[{auto_vacuum=2}]");
            assertThat(restored.rows("PRAGMA integrity_check").toString())
                    .isEqualTo("[{integrity_check=ok}]");
        }
    }

    @Test
    void aFileThatExistsIsNotTouched() throws Exception {
        Path there = Files.writeString(folder.resolve("there.db"), "mine");
        try (JournalUnderTest journal = journal(folder.resolve("tidegate.db"))) {
            assertThatThrownBy(() -> SqlBackup.write(journal.database, there))
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            "the backup file "
                                    + there
                                    + " exists already; name another, nothing was written");
        }
        assertThat(there).hasContent("mine");
    }

    @Test
    void aFolderThatIsNotThereIsNamedAndNothingIsLeft() throws Exception {
        Path nowhere = folder.resolve("no/backup.db");
        try (JournalUnderTest journal = journal(folder.resolve("tidegate.db"))) {
            assertThatThrownBy(() -> SqlBackup.write(journal.database, nowhere))
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            "the folder "
                                    + nowhere.getParent()
                                    + " does not exist; nothing was written");
        }
    }

    @Test
    void theJournalsOwnFilesArePrivate() throws Exception {
        try (JournalUnderTest journal = journal(folder.resolve("tidegate.db"))) {
            journal.accept(event("1", "crm", null));
            for (String name : List.of("tidegate.db", "tidegate.db-wal", "tidegate.db-shm")) {
                assertThat(
                                PosixFilePermissions.toString(
                                        Files.getPosixFilePermissions(folder.resolve(name))))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void postgresqlIsLeftToItsOwnMeans() {
        var settings = new JournalSettings(RealPostgres.freshDatabase(), null, null, 10);
        try (JournalUnderTest journal = new JournalUnderTest(settings, Clock.systemUTC())) {
            assertThatThrownBy(() -> SqlBackup.write(journal.database, folder.resolve("x.db")))
                    .hasMessage(
                            "the journal is in PostgreSQL: back it up with pg_dump --format=custom; nothing was written");
        }
    }
}
