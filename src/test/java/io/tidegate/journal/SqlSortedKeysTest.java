package io.tidegate.journal;

import static io.tidegate.journal.JournalUnderTest.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Event;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A duplicate is one wherever its key lies: in memory, on its way to the table, in the table. */
class SqlSortedKeysTest {
    @TempDir Path folder;

    private JournalSettings settings() {
        return new JournalSettings(
                "jdbc:sqlite:" + folder.resolve("tidegate.db"), null, null, 1_000_000);
    }

    private static List<Event> events(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> event(id(i), "nobody", null)).toList();
    }

    /** In no order, as most ids are. */
    private static String id(int i) {
        return Integer.toHexString(i * 0x9e3779b1);
    }

    private static long[] seqs(int from, int to) {
        return LongStream.range(from + 1, to + 1).toArray();
    }

    private static void sortAll(JournalUnderTest journal) {
        while (!JournalUnderTest.await(journal.journal.sortKeys())) {
            // the next slice
        }
    }

    @Test
    void aDuplicateIsKnownBeforeAndAfterItsKeyIsSortedAndAfterARestart() {
        for (int start = 0; start < 3; start++) {
            try (JournalUnderTest journal = new JournalUnderTest(settings(), Clock.systemUTC())) {
                assertThat(journal.accept(event("1", "nobody", null)).get(0).duplicate())
                        .isEqualTo(start > 0);
                assertThat(journal.accept(event("1", "nobody", null)).get(0).duplicate()).isTrue();
                if (start > 0) {
                    sortAll(journal);
                }
                assertThat(journal.accept(event("1", "nobody", null)).get(0).duplicate()).isTrue();
                assertThat(journal.rows("SELECT id FROM event_key").toString())
                        .isEqualTo("[{id=1}]");
            }
        }
    }

    @Test
    void aRunThatAStopCutShortIsBegunAnewAndEachKeyIsThereOnce() throws Exception {
        try (SqlDatabase database = SqlDatabase.open(settings());
                Connection connection = database.openWriter()) {
            try (JournalUnderTest journal = new JournalUnderTest(settings(), Clock.systemUTC())) {
                journal.accept(events(0, 10).toArray(Event[]::new));
            }
            try (Statement unsorted = connection.createStatement()) {
                unsorted.execute("DELETE FROM event_key_sorted");
                unsorted.execute("UPDATE event_key_state SET sorted_to = 0");
            }
            SqlSortedKeys keys = new SqlSortedKeys(connection);
            assertThat(keys.sort(3)).isFalse();
        }

        try (JournalUnderTest journal = new JournalUnderTest(settings(), Clock.systemUTC())) {
            assertThat(journal.count("event_key_sorted")).isBetween(3L, 10L);
            assertThat(journal.count("event_key")).isEqualTo(10);
            assertThat(journal.accept(events(0, 11).toArray(Event[]::new)))
                    .extracting(Acceptance::duplicate)
                    .containsExactly(
                            true, true, true, true, true, true, true, true, true, true, false);
            sortAll(journal);
            assertThat(journal.count("event_key_sorted")).isEqualTo(11);
            assertThat(journal.count("event_key")).isEqualTo(11);
        }
    }

    @Test
    void underLoadKeysAreSortedInRunsAndAreKnownAllTheTime() throws Exception {
        int all = SqlSortedKeys.RUN + 1_000;
        try (SqlDatabase database = SqlDatabase.open(settings());
                Connection connection = database.openWriter()) {
            connection.setAutoCommit(false);
            SqlSortedKeys keys = new SqlSortedKeys(connection);
            assertThat(keys.add(events(0, 1_000), seqs(0, 1_000))).containsOnly(true);
            keys.sortIfMany(100);
            assertThat(sorted(connection)).as("too few to be worth it").isZero();
            assertThat(keys.add(events(1_000, all), seqs(1_000, all))).containsOnly(true);

            int later = all;
            while (sorted(connection) < all) {
                keys.sortIfMany(5_000);
                assertThat(keys.add(events(0, 200), seqs(0, 200))).containsOnly(false);
                assertThat(keys.add(events(later, later + 1), seqs(later, later + 1)))
                        .containsOnly(true);
                later++;
            }

            assertThat(keys.add(events(0, later), seqs(0, later))).containsOnly(false);
            keys.sortIfMany(5_000);
            assertThat(sorted(connection)).as("those that came later wait").isEqualTo(all);
            assertThat(keys.sort(1_000_000)).isTrue();
            assertThat(sorted(connection)).isEqualTo(later);
            connection.rollback();
        }
    }

    @Test
    void twoOfOneBatchAreOneAndItsDuplicate() throws Exception {
        try (SqlDatabase database = SqlDatabase.open(settings());
                Connection connection = database.openWriter()) {
            SqlSortedKeys keys = new SqlSortedKeys(connection);

            boolean[] added =
                    keys.add(
                            Arrays.asList(event("1", "a", null), event("1", "a", null)),
                            new long[] {1, 2});

            assertThat(added).containsExactly(true, false);
        }
    }

    @Test
    void aDuplicateIsStillKnownAfterAGroupThatFailed() {
        try (JournalUnderTest journal = new JournalUnderTest(settings(), Clock.systemUTC())) {
            journal.accept(event("1", "nobody", null));
            journal.journal.accept(List.of(event("2", "poison", null))); // its failure is no matter
            assertThat(journal.accept(event("1", "nobody", null)).get(0).duplicate()).isTrue();
            assertThat(journal.accept(event("2", "nobody", null)).get(0).duplicate()).isFalse();
        }
    }

    private static long sorted(Connection connection) throws Exception {
        try (var select = connection.prepareStatement("SELECT count(*) FROM event_key_sorted");
                var row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
