package io.tidegate.journal;

import static io.tidegate.journal.JournalUnderTest.await;
import static io.tidegate.journal.JournalUnderTest.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.journal.Change.Delivered;
import io.tidegate.journal.Change.Failed;
import io.tidegate.journal.Change.Query;
import io.tidegate.journal.Change.Skipped;
import io.tidegate.journal.Change.Tries;
import io.tidegate.journal.Change.Waiting;
import io.tidegate.journal.DeliveryRecord.Made;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What recording promises, on every database. */
abstract class RecordContract extends JournalContract {
    static final StoredRequest REQUEST =
            new StoredRequest(
                    "PUT",
                    "https://crm.example/é",
                    Map.of("X-A", "{{secret:a}}"),
                    "{\"b\":1}".getBytes(UTF_8));
    static final StoredResponse ANSWER =
            new StoredResponse(201, Map.of("Location", "/7"), "ok".getBytes(UTF_8));

    Attempt attempt(int number, Integer status, String error) {
        return new Attempt(number, clock.millis(), 17, status, "busy".getBytes(UTF_8), error);
    }

    private static long seconds(int seconds) {
        return seconds * 1_000L;
    }

    Failed failed(long queryId, String error) {
        return new Failed(
                "request",
                error,
                new Query(
                        queryId,
                        "e1",
                        "crm",
                        "s",
                        new Tries(2, clock.millis(), clock.millis() + 40)));
    }

    Map<String, Object> only(String table) {
        List<Map<String, Object>> rows = journal.rows("SELECT * FROM " + table);
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    @Test
    void aWaitingDeliveryIsDueAtItsTimeWithItsRequestAndItsCount() {
        DeliveryRef delivery = journal.delivery(event("e1", "crm", "s"));
        long retry = clock.millis() + seconds(30);
        journal.record(
                delivery,
                new Waiting(retry, "request", "503"),
                new Made(1, attempt(1, 503, "503"), REQUEST, false),
                clock.millis());
        reopen();

        assertThat(journal.dueIds("crm", retry - 1)).isEmpty();
        assertThat(journal.journal.nextDue("crm", clock.millis()))
                .isEqualTo(OptionalLong.of(retry));
        assertThat(journal.journal.nextDue("crm", retry)).isEmpty();
        Due due = journal.journal.due("crm", retry, 10).get(0);
        assertThat(due.ref()).isEqualTo(delivery);
        assertThat(due.progress()).isEqualTo(new Due.Progress(1, 0, clock.millis(), null));
        assertThat(due.request()).usingRecursiveComparison().isEqualTo(REQUEST);
        assertThat(only("attempt").toString())
                .contains("number=1", "duration_ms=17", "status=503", "error=503");
    }

    @Test
    void theStoredRequestStaysAsItIs() {
        DeliveryRef delivery = journal.delivery(event("e1", "crm", "s"));
        journal.record(
                delivery,
                new Waiting(1, "request", "x"),
                new Made(1, null, REQUEST, false),
                clock.millis());
        var other = new StoredRequest("POST", "https://else.example", Map.of(), null);
        journal.record(
                delivery,
                new Waiting(2, "request", "x"),
                new Made(2, null, other, false),
                clock.millis());

        assertThat(only("request"))
                .containsEntry("method", "PUT")
                .containsEntry("url", REQUEST.url());
    }

    @Test
    void whatIsDueComesOldestDueTimeFirstAndNotMoreThanAskedFor() {
        DeliveryRef first = journal.delivery(event("1", "crm", null));
        DeliveryRef second = journal.delivery(event("2", "crm", null));
        DeliveryRef third = journal.delivery(event("3", "crm", null));
        journal.record(
                first,
                new Waiting(clock.millis() + 9, "request", "x"),
                new Made(1, null, null, false),
                clock.millis());

        assertThat(journal.dueIds("crm", clock.millis() + 9))
                .containsExactly(second.id(), third.id(), first.id());
        assertThat(journal.journal.due("crm", clock.millis() + 9, 2)).hasSize(2);
    }

    @Test
    void aWaitingPredecessorHoldsItsSuccessor() {
        DeliveryRef first = journal.delivery(event("1", "crm", "s"));
        journal.accept(event("2", "crm", "s"));
        journal.record(
                first,
                new Waiting(clock.millis() + 5, "request", "x"),
                new Made(1, null, null, false),
                clock.millis());
        reopen();

        assertThat(journal.dueIds("crm", clock.millis() + 5)).containsExactly(first.id());
    }

    @Test
    void aRecordCarriedOutTwiceChangesNothing() {
        for (Change change :
                List.of(
                        new Delivered(ANSWER),
                        failed(journal.journal.newId(), "x"),
                        new Skipped("rule-1", "r"))) {
            String subject = change.getClass().getSimpleName();
            DeliveryRef first = journal.delivery(event(subject + 1, "crm", subject));
            journal.accept(event(subject + 2, "crm", subject), event(subject + 3, "crm", subject));
            Made made = new Made(1, attempt(1, 500, "x"), REQUEST, false);
            journal.record(first, change, made, clock.millis());
            String once = everything();
            journal.record(first, change, made, clock.millis());

            assertThat(everything()).isEqualTo(once);
        }
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(journal.released).hasSize(3));
    }

    private String everything() {
        StringBuilder all = new StringBuilder();
        for (String table : List.of("delivery", "attempt", "request", "response", "failed_query")) {
            all.append(
                    journal.rows("SELECT * FROM " + table + " ORDER BY 1")
                            .toString()
                            .replaceAll("\\[B@\\w+", "bytes"));
        }
        return all.toString();
    }

    @Test
    void whatEndedOnceIsNotEndedOtherwiseByALateRecord() {
        DeliveryRef delivery = journal.delivery(event("1", "crm", "s"));
        journal.delivered(delivery, clock.millis());
        journal.record(
                delivery,
                failed(journal.journal.newId(), "late"),
                new Made(2, null, null, false),
                clock.millis());
        journal.record(
                delivery,
                new Waiting(1, "request", "later"),
                new Made(2, null, null, false),
                clock.millis());

        assertThat(only("delivery"))
                .containsEntry("status", "delivered")
                .containsEntry("reason", null);
        assertThat(journal.count("failed_query")).isZero();
    }

    @Test
    void aReplayedDeliveryGoesAtOnceAndItsEndReleasesNoOther() throws Exception {
        DeliveryRef failing = journal.delivery(event("1", "crm", "s"));
        journal.record(
                failing,
                failed(journal.journal.newId(), "x"),
                new Made(1, null, null, false),
                clock.millis());
        DeliveryRef onTheWire = journal.delivery(event("2", "crm", "s"));
        journal.accept(event("3", "crm", "s"));
        await(
                journal.journal.change(
                        (connection, dialect) -> {
                            try (PreparedStatement replay =
                                    connection.prepareStatement(
                                            "UPDATE delivery SET status = 'pending', subject_hash = 0, prior_attempts ="
                                                    + " attempts, first_attempt_at = NULL WHERE id = ?")) {
                                replay.setLong(1, failing.id());
                                return replay.executeUpdate();
                            }
                        }));

        Due replayed = journal.journal.due("crm", clock.millis(), 1).get(0);
        assertThat(replayed.progress()).isEqualTo(new Due.Progress(1, 1, null, null));
        journal.delivered(replayed.ref(), clock.millis());

        assertThat(journal.dueIds("crm", clock.millis())).containsExactly(onTheWire.id());
    }

    @Test
    void aPoisonRecordInAGroupHarmsNoOther() {
        List<CompletionStage<Void>> answers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            DeliveryRef delivery = journal.delivery(event("e" + i, "crm", null));
            StoredRequest request =
                    i == 20 ? new StoredRequest(null, "u", Map.of(), null) : REQUEST;
            answers.add(
                    journal.journal.record(
                            new DeliveryRecord(
                                    delivery,
                                    new Delivered(null),
                                    new Made(1, null, request, false),
                                    clock.millis())));
        }

        assertThatThrownBy(() -> await(answers.remove(20)))
                .hasMessageStartingWith("the journal refused the data: ");
        answers.forEach(JournalUnderTest::await);
        assertThat(journal.count("delivery WHERE status = 'delivered'")).isEqualTo(49);
        assertThat(journal.count("request")).isEqualTo(49);
        assertThat(journal.journal.writable()).isTrue();
    }

    @Test
    void aNulOrALoneSurrogateInAnErrorDoesNotLoseTheRecord() {
        DeliveryRef delivery = journal.delivery(event("e1", "crm", "s"));
        Attempt attempt = new Attempt(1, clock.millis(), 1, null, null, "got \0 and \ud800");
        journal.record(
                delivery,
                failed(journal.journal.newId(), "a\0b\ud800"),
                new Made(1, attempt, REQUEST, false),
                clock.millis());

        assertThat(only("failed_query")).containsEntry("error", "a\uFFFDb?");
        assertThat(only("attempt")).containsEntry("error", "got \uFFFD and ?");
    }
}
