package io.tidegate.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.notice.Notice;
import io.tidegate.notice.SqlNotices;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is kept of connectors that only fail, and of those who are to be told. */
class FailingConnectorsTest {
    @TempDir Path folder;

    private JournalUnderTest open(SqlDialect dialect) {
        String url =
                dialect == SqlDialect.SQLITE
                        ? "jdbc:sqlite:" + folder.resolve("tidegate.db")
                        : RealPostgres.freshDatabase();
        return new JournalUnderTest(new JournalSettings(url, null, null, 100), Clock.systemUTC());
    }

    @ParameterizedTest
    @EnumSource
    void theFirstFailureCountsUntilASuccess(SqlDialect dialect) {
        try (JournalUnderTest journal = open(dialect)) {
            var failing = new SqlFailingConnectors(journal.database, journal.journal);
            assertThat(failing.all()).isEmpty();

            failing.begin("crm", 1_000).toCompletableFuture().join();
            failing.begin("crm", 2_000).toCompletableFuture().join();
            failing.begin("erp", 3_000).toCompletableFuture().join();
            assertThat(failing.all()).isEqualTo(Map.of("crm", 1_000L, "erp", 3_000L));
            assertThat(failing.since("crm")).hasValue(1_000);

            failing.forget("crm");
            failing.begin("crm", 4_000).toCompletableFuture().join();
            assertThat(failing.since("crm")).hasValue(4_000);
            assertThat(failing.since("other")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWasBeforeAConnectorWasSwitchedOnIsForgotten(SqlDialect dialect) {
        try (JournalUnderTest journal = open(dialect)) {
            var failing = new SqlFailingConnectors(journal.database, journal.journal);
            var switches = new SqlActivations(journal.database, journal.journal);
            failing.begin("crm", 1_000).toCompletableFuture().join();
            failing.begin("erp", 1_000).toCompletableFuture().join();

            switches.set(new Activation("crm", true, null, 2_000, "olga"));
            assertThat(failing.all()).isEqualTo(Map.of("erp", 1_000L));
            assertThat(failing.since("crm")).isEmpty();

            failing.begin("crm", 3_000).toCompletableFuture().join();
            failing.begin("crm", 4_000).toCompletableFuture().join();
            assertThat(failing.since("crm")).hasValue(3_000);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNoticeIsKeptForEachWayUntilThatHasTakenIt(SqlDialect dialect) {
        try (JournalUnderTest journal = open(dialect)) {
            var notices = new SqlNotices(journal.database, journal.journal, () -> true);
            Notice first = Notice.deactivated(1, "crm", "it says \"no\"", 1_000);
            Notice second = Notice.deactivated(2, "erp", "gone", 2_000);
            notices.add(first, List.of("webhook", "mail"));
            notices.add(second, List.of("webhook", "mail"));
            notices.add(second, List.of());

            assertThat(notices.next("webhook", 10)).containsExactly(first, second);
            notices.told("webhook", first);
            assertThat(notices.next("webhook", 10)).containsExactly(second);
            assertThat(notices.next("mail", 1)).containsExactly(first);

            new SqlNotices(journal.database, journal.journal, () -> false).keepOnly(List.of());
            assertThat(notices.next("webhook", 10)).as("another node tells").hasSize(1);

            notices.keepOnly(List.of("mail"));
            assertThat(notices.next("webhook", 10)).isEmpty();
            assertThat(notices.next("mail", 10)).containsExactly(first, second);
            notices.keepOnly(List.of());
            assertThat(notices.next("mail", 10)).isEmpty();
        }
    }
}
