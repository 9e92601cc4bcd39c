package io.tidegate.journal;

import static io.tidegate.journal.JournalUnderTest.event;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tidegate.event.Event;
import io.tidegate.journal.Change.Query;
import io.tidegate.journal.Change.Tries;
import io.tidegate.journal.DeliveryRecord.Made;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What retention promises, on every database; time is stepped, and so is its work. */
abstract class RetentionContract {
    private static final StoredRequest REQUEST =
            new StoredRequest("PUT", "https://crm.example", Map.of(), new byte[2_000]);
    private static final StoredResponse ANSWER = new StoredResponse(201, Map.of(), null);

    final SteppedClock clock = new SteppedClock("2026-02-01T10:00:00Z");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    JournalUnderTest journal;
    SqlRetention retention;

    abstract JournalSettings fresh();

    @BeforeEach
    void open() {
        journal = new JournalUnderTest(fresh(), clock);
        retention =
                new SqlRetention(
                        journal.journal, journal.database, SqlRetention.Periods.DEFAULT, clock);
        log.start();
        ((Logger) LoggerFactory.getLogger(SqlRetentionWarning.class)).addAppender(log);
    }

    @AfterEach
    void close() {
        ((Logger) LoggerFactory.getLogger(SqlRetentionWarning.class)).detachAppender(log);
        journal.close();
    }

    /** Takes steps until a pass has ended; returns how many rows went in each. */
    List<Long> pass() throws Exception {
        List<Long> slices = new ArrayList<>();
        long before = journal.count("delivery") + journal.count("event");
        boolean ended = false;
        while (!ended) {
            ended = retention.step();
            long left = journal.count("delivery") + journal.count("event");
            slices.add(before - left);
            before = left;
        }
        return slices;
    }

    DeliveryRef delivered(Event event) {
        DeliveryRef delivery = journal.delivery(event);
        Made made = new Made(1, new Attempt(1, clock.millis(), 1, 201, null, null), REQUEST, false);
        journal.record(delivery, new Change.Delivered(ANSWER), made, clock.millis());
        journal.record(delivery, new Change.HooksDone(null), made, clock.millis());
        return delivery;
    }

    private long failed(String id) {
        DeliveryRef delivery = journal.delivery(event(id, "crm", null));
        long query = journal.journal.newId();
        var change =
                new Change.Failed(
                        "request",
                        "x",
                        new Query(query, id, "crm", null, new Tries(1, null, clock.millis())));
        journal.record(delivery, change, new Made(1, null, REQUEST, false), clock.millis());
        return query;
    }

    private String left() {
        StringBuilder left = new StringBuilder();
        for (String table :
                List.of(
                        "event",
                        "event_key",
                        "delivery",
                        "attempt",
                        "request",
                        "response",
                        "failed_query")) {
            left.append(journal.count(table)).append(' ');
        }
        return left.toString().trim();
    }

    @Test
    void aDeliveredOneGoesAfterItsPeriodWithAllThatBelongsToIt() throws Exception {
        delivered(event("1", "crm", "s"));
        clock.advance(Duration.ofDays(7).minusMillis(1));
        pass();
        assertThat(left()).isEqualTo("1 1 1 1 1 1 0");

        clock.advance(Duration.ofMillis(2));
        pass();

        assertThat(left()).isEqualTo("0 0 0 0 0 0 0");
        assertThat(journal.accept(event("1", "crm", "s")).get(0).duplicate()).isFalse();
    }

    @Test
    void anEntryOfTheAuditLogGoesAfterItsPeriod() throws Exception {
        long id = journal.journal.newId();
        journal.journal.changeNow(
                (connection, dialect) -> {
                    try (Statement insert = connection.createStatement()) {
                        return insert.executeUpdate(
                                "INSERT INTO audit (id, at, who, action) VALUES ("
                                        + id
                                        + ", 0, 'ann', 'secret.set')");
                    }
                });
        clock.advance(Duration.ofDays(400).minusMillis(1));
        pass();
        assertThat(journal.count("audit")).isEqualTo(1);
        clock.advance(Duration.ofMillis(2));
        pass();
        assertThat(journal.count("audit")).isZero();
    }

    /** Their keys are sorted in between, and new ones never cease. */
    @Test
    void aPassEndsAndDeletesThoughEventsKeepComing() throws Exception {
        for (int i = 0; i < 10; i++) {
            delivered(event("old" + i, "crm", null));
        }
        clock.advance(Duration.ofDays(8));

        boolean ended = false;
        for (int i = 0; i < 50 && !ended; i++) {
            journal.accept(event("new" + i, "nobody", null));
            ended = retention.step();
        }

        assertThat(ended).isTrue();
        assertThat(journal.count("event WHERE id LIKE 'old%'")).isZero();
        assertThat(journal.count("event_key WHERE id LIKE 'old%'")).isZero();
        assertThat(journal.count("event")).isPositive();
        assertThat(journal.accept(event("new0", "nobody", null)).get(0).duplicate()).isTrue();
    }

    @Test
    void eachStatusHasItsPeriodAndTheUnfinishedStayForEver() throws Exception {
        failed("failed");
        DeliveryRef skipped = journal.delivery(event("skipped", "crm", null));
        journal.record(
                skipped,
                new Change.Skipped("rule-1", "x"),
                new Made(0, null, null, false),
                clock.millis());
        DeliveryRef waiting = journal.delivery(event("waiting", "crm", null));
        journal.record(
                waiting,
                new Change.Waiting(1, "request", "x"),
                new Made(1, null, null, false),
                clock.millis());
        DeliveryRef hooked = journal.delivery(event("hooked", "crm", null));
        journal.record(
                hooked,
                new Change.Delivered(ANSWER),
                new Made(1, null, null, false),
                clock.millis());
        journal.accept(event("nobody", "nobody", null));

        clock.advance(Duration.ofDays(8));
        pass();
        assertThat(journal.rows("SELECT id FROM event ORDER BY seq").toString())
                .isEqualTo("[{id=failed}, {id=waiting}, {id=hooked}]");
        clock.advance(Duration.ofDays(23));
        pass();
        clock.advance(Duration.ofDays(3_000));
        pass();

        assertThat(journal.rows("SELECT id FROM event ORDER BY seq").toString())
                .isEqualTo("[{id=waiting}, {id=hooked}]");
        assertThat(left()).isEqualTo("2 2 2 0 0 1 0");
    }

    @Test
    void noSliceDeletesMoreThanItsShareAndLongLivedRowsInFrontAreLookedAtOnce() throws Exception {
        for (int i = 0; i < 3; i++) {
            Event[] stay = new Event[1_000];
            for (int n = 0; n < stay.length; n++) {
                stay[n] = event("stay" + i + "-" + n, "held", null);
            }
            journal.accept(stay);
        }
        for (int i = 0; i < 1_000; i++) {
            DeliveryRef delivery = journal.delivery(event("go" + i, "crm", null));
            journal.journal.record(
                    new DeliveryRecord(
                            delivery,
                            new Change.Delivered(null),
                            new Made(1, null, null, false),
                            clock.millis()));
        }
        clock.advance(Duration.ofDays(8));

        List<Long> slices = pass();

        assertThat(slices).allMatch(rows -> rows <= SqlRetention.SLICE);
        assertThat(slices.stream().mapToLong(Long::longValue).sum()).isEqualTo(2_000);
        int perWalk = 4_000 / SqlRetention.SLICE + 1;
        int ofKeys = 4_000 / Op.SortKeys.AT_MOST + 1;
        assertThat(slices.stream().limit(1 + ofKeys + 2 * perWalk).mapToLong(Long::longValue).sum())
                .isEqualTo(2_000);
        assertThat(journal.count("delivery")).isEqualTo(3_000);
    }

    @Test
    void openFailedQueriesAreWarnedOfOnceADayBefore() throws Exception {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            ids.add(failed("f" + i));
        }
        clock.advance(Duration.ofDays(29).minusMillis(1));
        pass();
        assertThat(log.list).isEmpty();

        clock.advance(Duration.ofMillis(1));
        pass();
        pass();

        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "25 open failed queries will be deleted within a day, 30 days after they failed; replay or"
                                + " discard them: "
                                + ids.subList(0, 20)
                                + " and more");
    }

    @Test
    void whatWasReplayedBetweenTheLookAndTheDeletionStays() throws Exception {
        failed("f");
        long id = ((Number) journal.rows("SELECT id FROM delivery").get(0).get("id")).longValue();
        JournalUnderTest.await(
                journal.journal.change(
                        (connection, dialect) ->
                                connection
                                        .createStatement()
                                        .executeUpdate("UPDATE delivery SET status = 'pending'")));

        int deleted =
                JournalUnderTest.await(
                        journal.journal.change(
                                (connection, dialect) ->
                                        SqlDelete.deliveries(
                                                connection,
                                                List.of(id),
                                                status ->
                                                        status.equals("failed")
                                                                ? 0
                                                                : Long.MAX_VALUE / 2,
                                                clock.millis())));

        assertThat(deleted).isZero();
        assertThat(journal.count("delivery")).isEqualTo(1);
    }
}
