package io.tidegate.bus;

import static io.tidegate.bus.Published.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.ManualClock;
import io.tidegate.journal.CommitListeners;
import io.tidegate.journal.JournalSettings;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlJournal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What both databases keep of records that are no events. */
abstract class RejectedRecordsContract {
    private final ManualClock clock = new ManualClock("2026-11-26T10:00:00Z");
    private boolean leads = true;
    private SqlDatabase database;
    private SqlJournal journal;
    private SqlRejectedRecords rejections;

    abstract JournalSettings settings() throws Exception;

    @BeforeEach
    void open() throws Exception {
        database = SqlDatabase.open(settings());
        journal =
                new SqlJournal(
                        database,
                        new SqlJournal.Partners(
                                type -> List.of(),
                                CommitListeners.NONE,
                                (operations, nanos) -> {},
                                clock),
                        100);
        rejections = new SqlRejectedRecords(journal, () -> leads, clock);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private void keep(RejectedRecord... records) throws Exception {
        rejections.keep(List.of(records)).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static RejectedRecord of(Place place, String reason) {
        var headers =
                List.of(
                        new BusRecord.Header("a", "1"),
                        new BusRecord.Header("b", null),
                        new BusRecord.Header("a", "2"));
        return new RejectedRecord(
                new BusRecord(place, new byte[] {0, 1}, headers, bytes("{no event")), reason);
    }

    private List<String> rows(String sql) throws SQLException {
        try (Connection connection = database.readers().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    @Test
    void aRecordIsKeptAsItCame() throws Exception {
        keep(of(Place.inKafka("events", 3, 42, 1_000), "no\u0000 event"));
        assertThat(
                        rows(
                                "SELECT topic || ' ' || partition || ' ' || \"offset\" || ' ' || sent_at || ' ' || reason"
                                        + " || ' ' || headers || ' ' || size || ' ' || rejected_at FROM rejected_record"))
                .containsExactly(
                        "events 3 42 1000 no\uFFFD event {\"a\":\"1\",\"b\":null} 9 1795687200000");
        assertThat(rows("SELECT length(bytes) + length(record_key) FROM rejected_record"))
                .containsExactly("11");
    }

    @Test
    void oneThatComesAgainIsNotKeptTwice() throws Exception {
        keep(of(Place.inKafka("events", 3, 42, 1_000), "first"));
        keep(
                of(Place.inKafka("events", 3, 42, 1_000), "again"),
                of(Place.inKafka("events", 3, 43, 1_000), "the next one"),
                of(Place.inKafka("events", 3, 42, 2_000), "of the topic made anew"));
        keep(of(Place.inQueue("events", "ID:1", 1), "a message"));
        keep(of(Place.inQueue("events", "ID:1", 1), "again"));
        assertThat(rows("SELECT reason FROM rejected_record ORDER BY id"))
                .containsExactly("first", "the next one", "of the topic made anew", "a message");
    }

    @Test
    void itIsForgottenAfterItsTime() throws Exception {
        keep(of(Place.inKafka("events", 0, 1, 1), "old"));
        clock.advance(Duration.ofDays(2));
        keep(of(Place.inKafka("events", 0, 2, 1), "new"));
        long before = clock.millis() - Duration.ofDays(1).toMillis();
        leads = false;
        assertThat(rejections.forget(before).toCompletableFuture().get(20, TimeUnit.SECONDS))
                .isTrue();
        assertThat(rows("SELECT reason FROM rejected_record"))
                .as("of several nodes one does it for all")
                .hasSize(2);

        leads = true;
        Boolean all = rejections.forget(before).toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertThat(all).isTrue();
        assertThat(rows("SELECT reason FROM rejected_record")).containsExactly("new");
    }
}
