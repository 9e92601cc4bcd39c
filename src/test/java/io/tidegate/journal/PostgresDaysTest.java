package io.tidegate.journal;

import static io.tidegate.journal.JournalUnderTest.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.journal.Change.Query;
import io.tidegate.journal.Change.Tries;
import io.tidegate.journal.DeliveryRecord.Made;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Days come as tables of their own, and go so, with nothing lost that is to be kept. */
class PostgresDaysTest {
    private static final StoredRequest REQUEST =
            new StoredRequest("PUT", "https://crm.example", Map.of(), new byte[20]);
    private static final Duration WEEK = Duration.ofDays(7);

    private final Instant begin = Instant.now().truncatedTo(ChronoUnit.DAYS).plusSeconds(36_000);
    private final SteppedClock clock = new SteppedClock(begin.toString());
    private final String url = RealPostgres.freshDatabase();
    private final JournalUnderTest journal =
            new JournalUnderTest(new JournalSettings(url, null, null, 1_000), clock);

    @AfterEach
    void close() {
        journal.close();
    }

    private void pass() throws Exception {
        retention(SqlRetention.Periods.DEFAULT).pass();
    }

    private SqlRetention retention(SqlRetention.Periods periods) {
        return new SqlRetention(journal.journal, journal.database, periods, clock);
    }

    private static String suffix(Instant at) {
        return DateTimeFormatter.BASIC_ISO_DATE.format(at.atOffset(ZoneOffset.UTC).toLocalDate());
    }

    private boolean isTable(String name) {
        return journal.count("pg_class WHERE relname = '" + name + "'") == 1;
    }

    private DeliveryRef delivered(String id) {
        DeliveryRef delivery = journal.delivery(event(id, "crm", null));
        Made made = new Made(1, new Attempt(1, clock.millis(), 1, 201, null, null), REQUEST, false);
        journal.record(delivery, new Change.Delivered(null), made, clock.millis());
        return delivery;
    }

    private DeliveryRef failed(String id) {
        DeliveryRef delivery = journal.delivery(event(id, "crm", null));
        Tries tries = new Tries(1, null, clock.millis());
        var query = new Query(journal.journal.newId(), id, "crm", null, tries);
        journal.record(
                delivery,
                new Change.Failed("request", "x", query),
                new Made(1, null, REQUEST, false),
                clock.millis());
        return delivery;
    }

    private List<Object> events() {
        return journal.rows("SELECT id FROM event ORDER BY id").stream()
                .map(row -> row.get("id"))
                .toList();
    }

    @Test
    void eachDaysRowsLieInTablesOfItsOwnMadeAhead() throws Exception {
        delivered("a");
        clock.advance(Duration.ofDays(3));
        delivered("b");
        pass();
        clock.advance(Duration.ofDays(3));
        delivered("c");

        for (Map.Entry<String, Duration> each :
                Map.of("a", Duration.ZERO, "b", Duration.ofDays(3), "c", Duration.ofDays(6))
                        .entrySet()) {
            String day = suffix(begin.plus(each.getValue()));
            assertThat(journal.count("event_" + day + " WHERE id = '" + each.getKey() + "'"))
                    .isEqualTo(1);
            for (String table : List.of("delivery", "attempt", "request")) {
                assertThat(journal.count(table + "_" + day)).isEqualTo(1);
            }
        }
        assertThat(journal.count("event_rest")).isZero();
    }

    @Test
    void aDayThatIsOverIsDroppedAndWhatIsKeptOfItMoves() throws Exception {
        delivered("over");
        DeliveryRef waits = journal.delivery(event("waits", "crm", "s"));
        DeliveryRef behind = journal.delivery(event("waits-too", "crm", "s"));
        DeliveryRef failed = failed("failed");
        DeliveryRef hooks = journal.delivery(event("hooks", "crm", null));
        StoredResponse answer = new StoredResponse(201, Map.of(), null);
        journal.record(
                hooks,
                new Change.Delivered(answer),
                new Made(1, null, REQUEST, false),
                clock.millis());
        clock.advance(WEEK.plusDays(1));

        pass();

        String day = suffix(begin);
        for (String table : List.of("event", "delivery", "attempt", "request", "response")) {
            assertThat(isTable(table + "_" + day)).as(table).isFalse();
        }
        assertThat(events()).containsExactly("failed", "hooks", "waits", "waits-too");
        assertThat(journal.count("event_key")).isEqualTo(4);
        assertThat(journal.dueIds("crm", clock.millis())).containsExactly(waits.id());
        assertThat(journal.count("request WHERE delivery = " + failed.id())).isEqualTo(1);
        assertThat(journal.count("response WHERE delivery = " + hooks.id())).isEqualTo(1);
        assertThat(journal.count("failed_query WHERE delivery_id = " + failed.id())).isEqualTo(1);

        assertThat(journal.accept(event("waits", "crm", "s")).get(0).duplicate()).isTrue();
        assertThat(journal.accept(event("over", "crm", null)).get(0).duplicate()).isFalse();
        journal.delivered(waits, clock.millis());
        assertThat(journal.dueIds("crm", clock.millis())).contains(behind.id());

        clock.advance(Duration.ofDays(31));
        pass();
        assertThat(events()).containsExactly("hooks", "over", "waits-too");
        assertThat(journal.count("failed_query")).isZero();
    }

    @Test
    void theKeyOfTheFirstEventOfADayGoesToo() throws Exception {
        DeliveryRef first = delivered("first");
        long at = Ids.lowestOf(begin.truncatedTo(ChronoUnit.DAYS).toEpochMilli());
        journal.update("UPDATE event SET seq = " + at);
        journal.update("UPDATE event_key SET seq = " + at);
        journal.update("UPDATE delivery SET event = " + at + " WHERE id = " + first.id());
        clock.advance(WEEK.plusDays(1));

        pass();

        assertThat(events()).isEmpty();
        assertThat(journal.count("event_key")).isZero();
    }

    @Test
    void whatAReplayRevivesBetweenTheLookAndTheDropIsKept() throws Exception {
        DeliveryRef over = delivered("over");
        clock.advance(WEEK.plusDays(1));
        SqlDays.Day day;
        try (Connection connection = journal.database.readers().getConnection()) {
            day =
                    SqlDays.days(connection, SqlDays.DELIVERY).stream()
                            .filter(one -> one.suffix().equals(suffix(begin)))
                            .findFirst()
                            .orElseThrow();
        }
        SqlDayRetention days =
                new SqlDayRetention(
                        journal.journal, journal.database, SqlRetention.Periods.DEFAULT, 10);
        Set<Long> found = Set.copyOf(days.kept(day, clock.millis()));
        journal.update("UPDATE delivery SET after = 'due' WHERE id = " + over.id());
        days.drop(day, found);

        assertThat(found).isEmpty();
        assertThat(journal.count("delivery_rest WHERE id = " + over.id())).isEqualTo(1);
    }

    @Test
    void aDayOfWhichMuchIsKeptGoesRowByRowUntilLittleIs() throws Exception {
        for (int i = 0; i < 5; i++) {
            delivered("over" + i);
        }
        DeliveryRef first = failed("failed0");
        failed("failed1");
        clock.advance(WEEK.plusDays(1));
        SqlRetention retention =
                new SqlRetention(
                        journal.journal,
                        journal.database,
                        SqlRetention.Periods.DEFAULT,
                        () -> true,
                        clock,
                        1);
        retention.pass();
        assertThat(isTable("delivery_" + suffix(begin))).isTrue();
        assertThat(journal.count("delivery")).isEqualTo(2);
        assertThat(events()).containsExactly("failed0", "failed1");

        journal.update("DELETE FROM delivery WHERE id = " + first.id());
        retention.pass();
        assertThat(isTable("delivery_" + suffix(begin))).isFalse();
        assertThat(events()).containsExactly("failed1");
    }

    /**
     * Such as one on which somebody has made a view: its rows go, and so does what comes after it.
     */
    @Test
    void aDayThatCannotBeDroppedGoesRowByRowAndHoldsNothingUp() throws Exception {
        delivered("over");
        String day = suffix(begin);
        clock.advance(Duration.ofDays(1));
        delivered("over-too");
        clock.advance(WEEK.plusDays(1));
        journal.update("CREATE VIEW mine AS SELECT id FROM delivery_" + day);
        SqlRetention retention = retention(SqlRetention.Periods.DEFAULT);

        assertThatThrownBy(retention::pass).hasMessageContaining("delivery_" + day);
        retention.pass();

        assertThat(events()).isEmpty();
        assertThat(journal.count("event_key")).isZero();
        assertThat(journal.count("delivery")).isZero();
        assertThat(isTable("delivery_" + day)).isTrue();
        assertThat(isTable("delivery_" + suffix(begin.plus(1, ChronoUnit.DAYS)))).isFalse();
        delivered("new");
        assertThat(events()).containsExactly("new");
    }

    @Test
    void daysAreMadeWhileAPassIsUnderWay() throws Exception {
        SqlRetention retention = retention(SqlRetention.Periods.DEFAULT);
        retention.step();
        clock.advance(Duration.ofDays(3));
        retention.step();
        assertThat(isTable("event_" + suffix(clock.instant().plus(2, ChronoUnit.DAYS)))).isTrue();
    }

    @Test
    void periodsShorterThanTwoDaysAreKeptToTheMinute() throws Exception {
        Duration hour = Duration.ofHours(1);
        delivered("over");
        clock.advance(hour.plusMillis(1));
        delivered("new");

        retention(new SqlRetention.Periods(hour, hour, hour, Duration.ofDays(400))).pass();

        assertThat(events()).containsExactly("new");
    }

    @Test
    void aDayWithoutATableIsAcceptedAllTheSame() throws Exception {
        clock.advance(Duration.ofDays(20));
        delivered("early");
        assertThat(journal.count("event_rest")).isEqualTo(1);

        pass();
        assertThat(isTable("event_" + suffix(clock.instant()))).isFalse();
        assertThat(isTable("event_" + suffix(clock.instant().plus(1, ChronoUnit.DAYS)))).isTrue();
        clock.advance(WEEK.plusDays(1));
        pass();
        assertThat(events()).isEmpty();
    }

    /** Such as a dump. */
    @Test
    void aReaderThatTakesLongPutsADropOffAndHoldsNobodyUp() throws Exception {
        delivered("over");
        clock.advance(WEEK.plusDays(1));
        try (Connection reader = DriverManager.getConnection(url)) {
            hold(reader);
            pass();
            delivered("meanwhile");
            assertThat(events()).containsExactly("meanwhile", "over");
            reader.rollback();
        }
        pass();
        assertThat(events()).containsExactly("meanwhile");
    }

    private static void hold(Connection reader) throws SQLException {
        reader.setAutoCommit(false);
        try (Statement statement = reader.createStatement()) {
            statement.execute("SELECT count(*) FROM delivery");
        }
    }
}
