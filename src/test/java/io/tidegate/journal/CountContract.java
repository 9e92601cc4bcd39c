package io.tidegate.journal;

import static io.tidegate.journal.JournalUnderTest.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.journal.Change.Delivered;
import io.tidegate.journal.Change.HooksFailed;
import io.tidegate.journal.Change.Skipped;
import io.tidegate.journal.Change.Waiting;
import io.tidegate.journal.DeliveryRecord.Made;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is counted as it is stored, on every database. */
abstract class CountContract {
    private static final Made NOTHING = new Made(0, null, null, false);

    final SteppedClock clock = new SteppedClock("2026-02-01T10:59:30Z");
    private JournalSettings settings;
    private JournalUnderTest journal;

    abstract JournalSettings fresh();

    @BeforeEach
    void open() {
        settings = fresh();
        journal = new JournalUnderTest(settings, clock);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private void record(DeliveryRef ref, Change change, String step) {
        record(ref, change, NOTHING, step);
    }

    private void record(DeliveryRef ref, Change change, Made made, String step) {
        JournalUnderTest.await(
                journal.journal.record(
                        new DeliveryRecord(ref, change, made, clock.millis(), step)));
    }

    private List<String> counted(int minutes) {
        return journal
                .rows(
                        "SELECT connector || ' ' || outcome || ' ' || step || ' ' || happened || ' '"
                                + " || (begin_at / 60000 % 1440) AS one FROM delivery_count WHERE minutes = "
                                + minutes
                                + " ORDER BY begin_at, connector, outcome, step")
                .stream()
                .map(row -> String.valueOf(row.get("one")))
                .toList();
    }

    @Test
    void whatHappensIsCountedByItsMinuteItsHourAndItsStep() {
        DeliveryRef first = journal.delivery(event("1", "crm", null));
        DeliveryRef second = journal.delivery(event("2", "crm", null));
        DeliveryRef third = journal.delivery(event("3", "mail", null));
        journal.accept(event("3", "mail", null)); // a duplicate
        record(first, new Skipped("rule", "$.x"), "rule-2");
        record(second, new Waiting(clock.millis() + 1, "request", "503"), "request");
        clock.advance(Duration.ofMinutes(1));
        record(second, new Delivered(null), "");
        record(third, new Delivered(new StoredResponse(200, java.util.Map.of(), null)), "");
        record(third, new HooksFailed("after", "x"), "after-1");

        assertThat(counted(1))
                .containsExactly(
                        " accepted  3 659",
                        "crm retried request 1 659",
                        "crm skipped rule-2 1 659",
                        "crm delivered  1 660",
                        "mail delivered  1 660",
                        "mail hooks-failed after-1 1 660");
        assertThat(counted(60))
                .containsExactly(
                        " accepted  3 600",
                        "crm retried request 1 600",
                        "crm skipped rule-2 1 600",
                        "crm delivered  1 660",
                        "mail delivered  1 660",
                        "mail hooks-failed after-1 1 660");
    }

    @Test
    void aRecordThatIsCarriedOutTwiceIsCountedOnce() {
        DeliveryRef ref = journal.delivery(event("1", "crm", null));
        Waiting waiting = new Waiting(clock.millis() + 1, "request", "503");
        record(ref, waiting, new Made(1, null, null, false), "request");
        record(ref, waiting, new Made(1, null, null, false), "request");
        record(ref, new Delivered(null), "");
        record(ref, new Delivered(null), "");
        assertThat(counted(1))
                .containsExactly(
                        " accepted  1 659", "crm delivered  1 659", "crm retried request 1 659");
    }

    @Test
    void manyOfOneMinuteAreOneRow() {
        for (int i = 0; i < 20; i++) {
            journal.delivered(journal.delivery(event("e" + i, "crm", null)), clock.millis());
        }
        assertThat(counted(1)).containsExactly(" accepted  20 659", "crm delivered  20 659");
    }

    @Test
    void oldCountsGoButEachConnectorsLastHourStays() throws Exception {
        journal.delivered(journal.delivery(event("1", "crm", null)), clock.millis());
        journal.delivered(journal.delivery(event("2", "mail", null)), clock.millis());
        clock.advance(Duration.ofHours(4));
        journal.delivered(journal.delivery(event("3", "crm", null)), clock.millis());
        passOfRetention();
        assertThat(counted(1)).containsExactly(" accepted  1 899", "crm delivered  1 899");
        assertThat(counted(60)).hasSize(5);

        clock.advance(Duration.ofDays(3));
        passOfRetention();
        assertThat(counted(1)).isEmpty();
        assertThat(counted(60))
                .containsExactly(
                        "mail delivered  1 600", " accepted  1 840", "crm delivered  1 840");
    }

    private void passOfRetention() throws Exception {
        try (SqlRetention retention =
                new SqlRetention(
                        journal.journal, journal.database, SqlRetention.Periods.DEFAULT, clock)) {
            boolean ended = false;
            while (!ended) {
                ended = retention.step();
            }
        }
    }

    /** What is known in memory, the counts with their minute or hour of the day. */
    private List<String> known(String connector) {
        return journal.journal.lately().of(connector).stream()
                .map(
                        one ->
                                "%d at %d: %d delivered, %d skipped, %d failed, %d retried"
                                        .formatted(
                                                one.minutes(),
                                                one.beginAt() / 60_000 % 1440,
                                                one.delivered(),
                                                one.skipped(),
                                                one.failed(),
                                                one.retried()))
                .toList();
    }

    private void openAgain() {
        journal.close();
        journal = new JournalUnderTest(settings, clock);
    }

    @Test
    void whatIsCountedIsKnownAtOnceAndAfterARestart() {
        DeliveryRef first = journal.delivery(event("1", "crm", null));
        DeliveryRef second = journal.delivery(event("2", "crm", null));
        record(first, new Skipped("rule", "$.x"), "rule-2");
        record(second, new Waiting(clock.millis() + 1, "request", "503"), "request");
        clock.advance(Duration.ofMinutes(1));
        record(second, new Delivered(null), "");

        List<String> expected =
                List.of(
                        "1 at 659: 0 delivered, 1 skipped, 0 failed, 1 retried",
                        "1 at 660: 1 delivered, 0 skipped, 0 failed, 0 retried",
                        "60 at 600: 0 delivered, 1 skipped, 0 failed, 1 retried",
                        "60 at 660: 1 delivered, 0 skipped, 0 failed, 0 retried");
        assertThat(known("crm")).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(journal.journal.lately().connectors()).containsExactly("crm");
        assertThat(journal.journal.lately().events())
                .extracting(Lately.Count::delivered)
                .containsExactlyInAnyOrder(2L, 2L);

        openAgain();
        assertThat(known("crm")).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(journal.journal.lately().lastEndAt("crm")).isEqualTo(clock.millis());
        assertThat(journal.journal.lately().lastEndAt("mail")).isZero();
    }

    @Test
    void whatIsNotStoredIsNotKnown() {
        DeliveryRef ref = journal.delivery(event("1", "crm", null));
        record(ref, new Delivered(null), "");
        assertThatThrownBy(
                        () -> journal.accept(event("2", "crm", null), event("3", "poison", null)))
                .isInstanceOf(RuntimeException.class);
        record(ref, new Delivered(null), "");
        assertThat(journal.journal.lately().events())
                .extracting(Lately.Count::delivered)
                .containsExactlyInAnyOrder(1L, 1L);
        assertThat(known("crm"))
                .containsExactlyInAnyOrder(
                        "1 at 659: 1 delivered, 0 skipped, 0 failed, 0 retried",
                        "60 at 600: 1 delivered, 0 skipped, 0 failed, 0 retried");
    }

    @Test
    void whoHasDoneNothingForDaysIsKnownByItsLastHour() {
        journal.delivered(journal.delivery(event("1", "crm", null)), clock.millis());
        long then = clock.millis();
        clock.advance(Duration.ofDays(3));
        openAgain();
        assertThat(journal.journal.lately().lastEndAt("crm")).isEqualTo(then);
        assertThat(journal.journal.lately().of("crm")).noneMatch(one -> one.delivered() > 0);
    }

    @Test
    void aNewerMinuteTakesThePlaceOfOneLongAgo() {
        journal.delivered(journal.delivery(event("1", "crm", null)), clock.millis());
        for (int minute = 0; minute < 70; minute++) {
            clock.advance(Duration.ofMinutes(1));
            journal.delivered(
                    journal.delivery(event("later" + minute, "crm", null)), clock.millis());
        }
        List<Lately.Count> minutes =
                journal.journal.lately().of("crm").stream()
                        .filter(one -> one.minutes() == 1)
                        .toList();
        assertThat(minutes).hasSize(64).allMatch(one -> one.delivered() == 1);
        assertThat(minutes).extracting(Lately.Count::beginAt).doesNotHaveDuplicates();
        assertThat(minutes)
                .allMatch(
                        one -> one.beginAt() > clock.millis() - Duration.ofMinutes(64).toMillis());
    }
}
