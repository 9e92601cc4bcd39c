package io.tidegate.journal;

import static io.tidegate.journal.JournalUnderTest.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Event;
import io.tidegate.event.Provenance;
import io.tidegate.journal.Change.Delivered;
import io.tidegate.journal.Change.Failed;
import io.tidegate.journal.Change.HooksDone;
import io.tidegate.journal.Change.HooksFailed;
import io.tidegate.journal.Change.Query;
import io.tidegate.journal.Change.Skipped;
import io.tidegate.journal.Change.Tries;
import io.tidegate.journal.DeliveryRecord.Made;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** How a delivery ends, on every database: delivered with hooks, skipped, or a failed query. */
abstract class OutcomeContract extends RecordContract {

    @Test
    void whatARecordHasBesideItIsStoredWithIt() {
        DeliveryRef delivery = journal.delivery(event("e1", "crm", "s"));
        Event made = event("e2", "mail", "s").from(new Provenance("crm", delivery.id()));
        DeliveryRecord.Beside beside =
                new DeliveryRecord.Beside(List.of(new Note("cleaned", "[1]")), List.of(made));
        Made once = new Made(1, attempt(1, 200, null), null, false).with(beside);
        journal.record(delivery, new Change.Delivered(null), once, clock.millis());
        journal.record(delivery, new Change.Delivered(null), once, clock.millis());

        assertThat(only("delivery_note"))
                .containsEntry("delivery", delivery.id())
                .containsEntry("number", 1)
                .containsEntry("kind", "cleaned")
                .containsEntry("note", "[1]");
        assertThat(journal.journal.due("mail", clock.millis(), 10))
                .as("accepted once")
                .singleElement()
                .satisfies(
                        due ->
                                assertThat(due.event().provenance())
                                        .isEqualTo(new Provenance("crm", delivery.id())));
        Awaitility.await("told").until(() -> journal.heard.size() == 3);
    }

    @Test
    void aFailedDeliveryIsARowWithEveryColumnOfTheContract() {
        DeliveryRef delivery = journal.delivery(event("e1", "crm", "s"));
        long id = journal.journal.newId();
        journal.record(
                delivery,
                failed(id, "503 twice"),
                new Made(2, attempt(2, 503, "503"), REQUEST, false),
                clock.millis());

        Map<String, Object> row = only("failed_query");
        assertThat(row.keySet())
                .containsExactly(
                        "id",
                        "delivery_id",
                        "connector",
                        "event_id",
                        "event_type",
                        "subject",
                        "stage",
                        "method",
                        "url",
                        "request_headers",
                        "request_body",
                        "response_status",
                        "response_body",
                        "error",
                        "attempts",
                        "first_attempt_at",
                        "failed_at",
                        "state",
                        "resolved_at",
                        "resolved_by");
        assertThat(row)
                .containsEntry("id", id)
                .containsEntry("delivery_id", delivery.id())
                .containsEntry("connector", "crm")
                .containsEntry("event_id", "e1")
                .containsEntry("event_type", "crm")
                .containsEntry("subject", "s")
                .containsEntry("stage", "request")
                .containsEntry("method", "PUT")
                .containsEntry("url", REQUEST.url())
                .containsEntry("request_headers", "{\"X-A\":\"{{secret:a}}\"}")
                .containsEntry("request_body", REQUEST.body())
                .containsEntry("response_status", 503)
                .containsEntry("response_body", "busy".getBytes(UTF_8))
                .containsEntry("error", "503 twice")
                .containsEntry("attempts", 2)
                .containsEntry("state", "open")
                .containsEntry("resolved_at", null)
                .containsEntry("resolved_by", null);
        assertThat(instant(row.get("first_attempt_at"))).isEqualTo(clock.instant());
        assertThat(instant(row.get("failed_at"))).isEqualTo(clock.instant().plusMillis(40));
        assertThat(only("delivery"))
                .containsEntry("status", "failed")
                .containsEntry("reason", "503 twice");
    }

    @Test
    void aFailureBeforeThereIsARequestHasNullColumns() {
        DeliveryRef delivery = journal.delivery(event("e1", "crm", null));
        var query =
                new Query(
                        journal.journal.newId(),
                        "e1",
                        "crm",
                        null,
                        new Tries(0, null, clock.millis()));
        journal.record(
                delivery,
                new Failed("mapping", "email is missing", query),
                new Made(0, null, null, false),
                clock.millis());

        Map<String, Object> row = only("failed_query");
        assertThat(row).containsEntry("attempts", 0).containsEntry("stage", "mapping");
        for (String column :
                List.of(
                        "subject",
                        "method",
                        "url",
                        "request_headers",
                        "request_body",
                        "response_status",
                        "response_body",
                        "first_attempt_at")) {
            assertThat(row).containsEntry(column, null);
        }
    }

    private static Instant instant(Object time) {
        return time instanceof Timestamp stamp ? stamp.toInstant() : Instant.parse((String) time);
    }

    @Test
    void aSkipSaysWhyAndReleasesItsSuccessor() {
        DeliveryRef first = journal.delivery(event("1", "crm", "s"));
        DeliveryRef second = journal.delivery(event("2", "crm", "s"));
        journal.record(
                first,
                new Skipped("rule-1", "$.data.a"),
                new Made(0, null, null, false),
                clock.millis());

        assertThat(journal.dueIds("crm", clock.millis())).containsExactly(second.id());
        assertThat(
                        journal.rows(
                                        "SELECT status, stage, reason FROM delivery WHERE finished_at IS NOT NULL")
                                .toString())
                .isEqualTo("[{status=skipped, stage=rule-1, reason=$.data.a}]");
        assertThat(journal.count("failed_query")).isZero();
    }

    @Test
    void hooksAreDueFromTheRecordedAnswerUntilTheyEnd() {
        DeliveryRef first = journal.delivery(event("1", "crm", null));
        DeliveryRef second = journal.delivery(event("2", "crm", null));
        for (DeliveryRef delivery : List.of(first, second)) {
            journal.record(
                    delivery,
                    new Delivered(ANSWER),
                    new Made(1, attempt(1, 201, null), REQUEST, false),
                    clock.millis());
        }
        reopen();

        assertThat(journal.dueIds("crm", clock.millis())).isEmpty();
        assertThat(journal.journal.connectorsWithWork()).containsExactly("crm");
        List<Due> due = journal.journal.hooksDue("crm", 0, 10);
        assertThat(due).extracting(Due::ref).containsExactly(first, second);
        assertThat(due.get(0).response()).usingRecursiveComparison().isEqualTo(ANSWER);
        assertThat(journal.journal.hooksDue("crm", first.id(), 10))
                .extracting(Due::ref)
                .containsExactly(second);
        assertThat(journal.journal.hooksDue("mail", 0, 10)).isEmpty();

        journal.record(
                first,
                new HooksDone("{\"crmId\":7}"),
                new Made(1, null, null, false),
                clock.millis());
        journal.record(
                second,
                new HooksFailed("after-1", "line 3"),
                new Made(1, null, null, false),
                clock.millis());

        assertThat(journal.journal.hooksDue("crm", 0, 10)).isEmpty();
        assertThat(journal.journal.connectorsWithWork()).isEmpty();
        assertThat(
                        journal.rows(
                                        "SELECT status, after, result, stage, reason FROM delivery ORDER BY id")
                                .toString())
                .isEqualTo(
                        "[{status=delivered, after=done, result={\"crmId\":7}, stage=null, reason=null},"
                                + " {status=delivered, after=failed, result=null, stage=after-1, reason=line 3}]");
    }

    @Test
    void hooksThatHaveEndedAreDueAgainWithTheAnswerThatWasRecorded() {
        List<String> told = new ArrayList<>();
        SqlAfterHooks hooks = new SqlAfterHooks(journal.journal, (c, id) -> told.add(c + id));
        Made made = new Made(1, null, null, false);
        DeliveryRef done = journal.delivery(event("1", "crm", null));
        DeliveryRef failed = journal.delivery(event("2", "crm", null));
        for (DeliveryRef delivery : List.of(done, failed)) {
            journal.record(
                    delivery,
                    new Delivered(ANSWER),
                    new Made(1, attempt(1, 201, null), REQUEST, false),
                    clock.millis());
        }
        journal.record(done, new HooksDone("{\"crmId\":7}"), made, clock.millis());
        journal.record(failed, new HooksFailed("after-1", "line 3"), made, clock.millis());

        assertThat(hooks.again(done.id())).isEqualTo(new HooksAgain.Due("crm"));
        assertThat(hooks.again(failed.id())).isEqualTo(new HooksAgain.Due("crm"));

        assertThat(told).containsExactly("crm" + done.id(), "crm" + failed.id());
        reopen();
        assertThat(journal.dueIds("crm", clock.millis())).isEmpty();
        List<Due> due = journal.journal.hooksDue("crm", 0, 10);
        assertThat(due).extracting(Due::ref).containsExactly(done, failed);
        assertThat(due.get(0).response()).usingRecursiveComparison().isEqualTo(ANSWER);
        assertThat(
                        journal.rows(
                                        "SELECT after, result, stage, reason FROM delivery ORDER BY id")
                                .toString())
                .isEqualTo(
                        "[{after=due, result={\"crmId\":7}, stage=null, reason=null},"
                                + " {after=due, result=null, stage=null, reason=null}]");
    }

    @Test
    void hooksThatCannotRunAgainAreRefusedWithTheReason() {
        SqlAfterHooks hooks =
                new SqlAfterHooks(
                        journal.journal,
                        (c, id) -> {
                            throw new AssertionError("nothing is due");
                        });
        DeliveryRef delivery = journal.delivery(event("1", "crm", null));
        String it = "delivery " + delivery.id();
        assertThat(hooks.again(12)).isEqualTo(new HooksAgain.NotFound());
        assertThat(hooks.again(delivery.id()))
                .isEqualTo(
                        new HooksAgain.Refused(
                                it
                                        + " is pending, only a delivered one has after hooks to run again; nothing was"
                                        + " changed"));
        journal.record(
                delivery,
                new Delivered(ANSWER),
                new Made(1, attempt(1, 201, null), REQUEST, false),
                clock.millis());
        assertThat(hooks.again(delivery.id()))
                .isEqualTo(
                        new HooksAgain.Refused(
                                it
                                        + " has after hooks that are due and run by themselves; nothing was changed"));
        DeliveryRef plain = journal.delivery(event("2", "crm", null));
        journal.delivered(plain, clock.millis());
        assertThat(hooks.again(plain.id()))
                .isEqualTo(
                        new HooksAgain.Refused(
                                "delivery "
                                        + plain.id()
                                        + " was delivered without after hooks, so there are none to run again; nothing"
                                        + " was changed"));
    }

    @Test
    void whatAHookEndsInTheSameGroupAsItsAnswerIsKept() {
        DeliveryRef delivery = journal.delivery(event("e1", "crm", "s"));
        Made made = new Made(1, null, null, false);
        journal.journal.record(
                new DeliveryRecord(delivery, new Delivered(ANSWER), made, clock.millis()));
        journal.record(delivery, new HooksDone(null), made, clock.millis());

        assertThat(only("delivery")).containsEntry("after", "done");
    }

    @Test
    void aDestinationsResultIsKeptUntilAHookHasAnother() {
        Made made = new Made(1, null, null, false);
        DeliveryRef plain = journal.delivery(event("e1", "crm", "s"));
        journal.record(plain, new Delivered(null, "{\"recordId\":\"7\"}"), made, clock.millis());
        assertThat(only("delivery"))
                .containsEntry("after", "none")
                .containsEntry("result", "{\"recordId\":\"7\"}");
        journal.record(plain, new Delivered(null, "{\"recordId\":\"8\"}"), made, clock.millis());
        assertThat(only("delivery")).containsEntry("result", "{\"recordId\":\"7\"}");
    }

    @Test
    void aHookThatReturnsNothingLeavesTheDestinationsResult() {
        Made made = new Made(1, null, null, false);
        DeliveryRef delivery = journal.delivery(event("e1", "crm", "s"));
        journal.record(
                delivery, new Delivered(ANSWER, "{\"recordId\":\"7\"}"), made, clock.millis());
        journal.record(delivery, new HooksDone(null), made, clock.millis());
        assertThat(only("delivery"))
                .containsEntry("after", "done")
                .containsEntry("result", "{\"recordId\":\"7\"}");
        journal.record(delivery, new HooksDone("1"), made, clock.millis());
        assertThat(only("delivery")).containsEntry("result", "1");
    }
}
