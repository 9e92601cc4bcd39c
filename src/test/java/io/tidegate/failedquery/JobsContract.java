package io.tidegate.failedquery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tidegate.failedquery.FailedQuery.State;
import io.tidegate.failedquery.Job.Progress;
import io.tidegate.failedquery.Job.Wish;
import io.tidegate.journal.DeliveryRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds for lists by filter and for jobs in every database. */
abstract class JobsContract {
    StoredDeliveries stored;
    private Jobs jobs;

    void use(StoredDeliveries deliveries) {
        stored = deliveries;
        jobs = new Jobs(stored.database, stored.journal, stored.released::add, stored.clock);
    }

    @AfterEach
    void close() {
        jobs.close();
        stored.close();
    }

    private long failed(String event) {
        return stored.failed(stored.pending(event, "ann"), event, 0);
    }

    private List<Long> failed(int count) {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(failed("e" + i));
        }
        return ids;
    }

    private static FailedQueryFilter filter(String word, Object value) {
        return FilterWords.read(Map.of(word, value), State.OPEN);
    }

    private Job ended(Job job) {
        await().until(() -> jobs.find(job.id()).orElseThrow().state() != Job.State.RUNNING);
        return jobs.find(job.id()).orElseThrow();
    }

    private State state(long id) {
        return stored.failedQueries.get(id).orElseThrow().resolution().state();
    }

    @ParameterizedTest
    @CsvSource({
        "connector, crm-contacts, true",
        "connector, other, false",
        "type, Register, true",
        "type, Register2, false",
        "subject, ann, true",
        "subject, bob, false",
        "stage, request, true",
        "stage, mapping, false",
        "status, 503, true",
        "status, 500, false",
        "from, 2026-09-21T10:00:00Z, true",
        "from, 2027-01-01T00:00:00+01:00, false",
        "to, 2027-01-01T00:00:00Z, true",
        "to, 2026-09-21T10:00:00Z, false",
        "text, E-ONE, true",
        "text, AT REQ, true",
        "text, 100%, false",
        "text, e_one, false"
    })
    void eachFilterFindsItsOwn(String word, String value, boolean finds) {
        long id = failed("e-one");
        FailedQueryFilter filter = filter(word, value);
        List<FailedQuery> found = stored.failedQueries.list(filter, Long.MAX_VALUE, 10).items();
        assertThat(found.stream().map(FailedQuery::id))
                .containsExactlyElementsOf(finds ? List.of(id) : List.of());
        assertThat(jobs.preview(filter).count()).isEqualTo(finds ? 1 : 0);
    }

    @Test
    void anIdIsFoundAsText() {
        long id = failed("e1");
        failed("e2");
        long delivery = stored.failedQueries.get(id).orElseThrow().origin().deliveryId();
        for (long text : List.of(id, delivery)) {
            assertThat(jobs.preview(filter("text", Long.toString(text))).count()).isOne();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status | 99 | status is \"99\", allowed is an HTTP status, 100 to 599",
                "from | today | from is \"today\", allowed is a time such as 2026-01-31T08:00:00Z",
                "type | '' | type is \"\", allowed is a text"
            })
    void aValueThatCannotBeIsNamed(String word, String value, String message) {
        assertThatThrownBy(() -> filter(word, value))
                .isInstanceOf(InvalidFilter.class)
                .hasMessage(message);
    }

    @Test
    void aPreviewCountsOpenOnesAndChangesNothing() {
        List<Long> ids = failed(3);
        stored.failedQueries.discard(ids.get(0), "ann");
        Matching matching = jobs.preview(FailedQueryFilter.ALL);
        assertThat(matching.count()).isEqualTo(2);
        assertThat(matching.connectors()).isEqualTo(Map.of("crm-contacts", 2L));
        assertThat(matching.oldest().toEpochMilli()).isEqualTo(StoredDeliveries.NOW);
        assertThat(state(ids.get(1))).isEqualTo(State.OPEN);
        assertThat(jobs.all()).isEmpty();
    }

    @Test
    void aReplayMakesEachDeliveryPendingOnceAndLeavesWhatTheFilterDoesNotFind() {
        long other = stored.failedAt("mapping", stored.pending("other", "bob"), "other");
        List<Long> ids = failed(25);

        Job job = ended(jobs.start(filter("stage", "request"), Wish.REPLAY, "token:ann"));

        assertThat(job.state()).isEqualTo(Job.State.DONE);
        assertThat(job.progress()).isEqualTo(new Progress(ids.get(24), 25, 25, 0, List.of()));
        assertThat(job.finishedAt()).isEqualTo(StoredDeliveries.NOW);
        assertThat(ids).allSatisfy(id -> assertThat(state(id)).isEqualTo(State.REPLAYED));
        assertThat(stored.row("SELECT count(*) FROM delivery WHERE status = 'pending'"))
                .isEqualTo("25");
        assertThat(stored.released).hasSize(25);
        assertThat(stored.failedQueries.get(ids.get(0)).orElseThrow().resolution().by())
                .isEqualTo("token:ann");
        assertThat(state(other)).isEqualTo(State.OPEN);
    }

    @Test
    void fromTheEventTheStoredRequestIsDropped() {
        failed(2);
        ended(jobs.start(FailedQueryFilter.ALL, Wish.REPLAY_FROM_EVENT, "admin"));
        assertThat(stored.row("SELECT count(*) FROM request")).isEqualTo("0");
    }

    @Test
    void discardedOnesStayFailed() {
        List<Long> ids = failed(2);
        ended(jobs.start(FailedQueryFilter.ALL, Wish.DISCARD, "admin"));
        assertThat(ids).allSatisfy(id -> assertThat(state(id)).isEqualTo(State.DISCARDED));
        assertThat(stored.row("SELECT count(*) FROM delivery WHERE status = 'failed'"))
                .isEqualTo("2");
        assertThat(stored.released).isEmpty();
    }

    @Test
    void oneWhoseDeliveryIsGoneIsRefusedAndTheOthersGoOn() {
        List<Long> ids = failed(3);
        long delivery = stored.failedQueries.get(ids.get(1)).orElseThrow().origin().deliveryId();
        stored.journal.changeNow(
                (connection, dialect) ->
                        connection
                                .createStatement()
                                .executeUpdate("DELETE FROM delivery WHERE id = " + delivery));

        Job job = ended(jobs.start(FailedQueryFilter.ALL, Wish.REPLAY, "admin"));

        assertThat(job.progress().done()).isEqualTo(2);
        assertThat(job.progress().refused()).isEqualTo(1);
        assertThat(job.progress().problems())
                .containsExactly(
                        new Job.Problem(
                                ids.get(1),
                                "delivery "
                                        + delivery
                                        + " was deleted, only a failed one can be replayed; nothing"
                                        + " was changed"));
    }

    @Test
    void whatAKilledJobBeganIsGoneOnWithAndOnlyWhatWasLeft() {
        List<Long> ids = failed(6);
        Job job = jobs.start(FailedQueryFilter.ALL, Wish.REPLAY, "admin");
        ended(job);
        // As a kill after the second would have left it.
        Progress two = new Progress(ids.get(1), 6, 2, 0, List.of());
        stored.journal.changeNow(
                (connection, dialect) ->
                        connection
                                .createStatement()
                                .executeUpdate(
                                        "UPDATE failed_query_job SET state = 'running', finished_at = NULL, cursor = "
                                                + two.cursor()
                                                + ", done = 2, refused = 0"));
        stored.journal.changeNow(
                (connection, dialect) ->
                        connection
                                .createStatement()
                                .executeUpdate(
                                        "UPDATE failed_query SET state = 'open' WHERE id > "
                                                + two.cursor()));
        stored.journal.changeNow(
                (connection, dialect) ->
                        connection
                                .createStatement()
                                .executeUpdate("UPDATE delivery SET status = 'failed'"));
        stored.released.clear();
        long later = failed("later");

        try (Jobs next =
                new Jobs(stored.database, stored.journal, stored.released::add, stored.clock)) {
            next.resume();
            Job done = ended(job);
            assertThat(done.progress().done()).isEqualTo(6);
            assertThat(done.progress().refused()).isZero();
        }
        assertThat(stored.released).hasSize(4);
        assertThat(state(later)).as("failed after it began").isEqualTo(State.OPEN);
    }

    @Test
    void aCancelledOneTouchesNothingMoreAndCannotBeCancelledTwice() {
        failed(3);
        Job job = jobs.start(FailedQueryFilter.ALL, Wish.DISCARD, "admin");
        ended(job);
        assertThatThrownBy(() -> jobs.cancel(job.id(), "ann"))
                .isInstanceOf(JobRefused.class)
                .hasMessage("job " + job.id() + " has ended: done");
        stored.journal.changeNow(
                (connection, dialect) ->
                        connection
                                .createStatement()
                                .executeUpdate(
                                        "UPDATE failed_query_job SET state = 'running', cursor = 0"));
        assertThat(jobs.cancel(job.id(), "ann").orElseThrow().state())
                .isEqualTo(Job.State.CANCELLED);
        assertThat(jobs.find(job.id()).orElseThrow().reason()).isEqualTo("cancelled by ann");
        DeliveryRef open = stored.pending("e7", "ann");
        long id = stored.failed(open, "e7", 0);
        jobs.resume();
        assertThat(state(id)).isEqualTo(State.OPEN);
        assertThat(jobs.running()).isZero();
        assertThat(jobs.cancel(4711, "ann")).isEmpty();
    }
}
