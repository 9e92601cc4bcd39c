package io.tidegate.failedquery;

import static io.tidegate.failedquery.StoredDeliveries.NOW;
import static io.tidegate.failedquery.StoredDeliveries.REQUEST;
import static io.tidegate.failedquery.StoredDeliveries.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.failedquery.FailedQuery.State;
import io.tidegate.failedquery.Replay.AsItWas;
import io.tidegate.failedquery.Replay.Body;
import io.tidegate.failedquery.Replay.Edited;
import io.tidegate.failedquery.Replay.FromEvent;
import io.tidegate.failedquery.Resolved.Done;
import io.tidegate.failedquery.Resolved.NotFound;
import io.tidegate.failedquery.Resolved.Reason;
import io.tidegate.failedquery.Resolved.Refused;
import io.tidegate.journal.DeliveryRef;
import io.tidegate.journal.Due;
import io.tidegate.journal.StoredRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds for the failed queries in every database. */
abstract class FailedQueriesContract {
    private static final FailedQueryFilter ALL = FailedQueryFilter.of(null, null);

    StoredDeliveries stored;
    FailedQueries queries;

    void use(StoredDeliveries deliveries) {
        stored = deliveries;
        queries = deliveries.failedQueries;
    }

    @Test
    void oneIsReadWithEveryColumn() {
        DeliveryRef delivery = stored.pending("e1", "ann");
        long id = stored.failed(delivery, "e1", 0);

        FailedQuery query = queries.get(id).orElseThrow();

        assertThat(query.origin())
                .isEqualTo(
                        new FailedQuery.Origin(
                                delivery.id(), "crm-contacts", "e1", "Register", "ann"));
        assertThat(query.stage()).isEqualTo("request");
        assertThat(query.request().method()).isEqualTo("PUT");
        assertThat(query.request().url()).isEqualTo(REQUEST.url());
        assertThat(query.request().headers()).isEqualTo(REQUEST.headers());
        assertThat(query.request().body()).isEqualTo(REQUEST.body());
        assertThat(query.outcome().responseStatus()).isEqualTo(503);
        assertThat(query.outcome().responseBody()).isEqualTo(bytes("busy"));
        assertThat(query.outcome().error()).isEqualTo("failed at request");
        assertThat(query.outcome().attempts()).isEqualTo(2);
        assertThat(query.outcome().firstAttemptAt()).isEqualTo(Instant.ofEpochMilli(NOW - 9_000));
        assertThat(query.outcome().failedAt()).isEqualTo(Instant.ofEpochMilli(NOW));
        assertThat(query.resolution())
                .isEqualTo(new FailedQuery.Resolution(State.OPEN, null, null));
    }

    @Test
    void oneThatFailedBeforeARequestHasNone() {
        long id = stored.failedAt("mapping", stored.pending("e1", "ann"), "e1");
        FailedQuery query = queries.get(id).orElseThrow();
        assertThat(query.request()).isNull();
        assertThat(query.outcome().responseStatus()).isNull();
        assertThat(query.outcome().firstAttemptAt()).isNull();
        assertThat(query.outcome().attempts()).isZero();
    }

    @Test
    void replayedAsItWasTheSameRequestGoesAtOnceWithItsKeyAndFreshRetries() {
        DeliveryRef delivery = stored.pending("e1", "ann");
        long id = stored.failed(delivery, "e1", 0);
        DeliveryRef successor = stored.pending("e2", "ann");

        assertThat(queries.replay(id, new AsItWas(), "admin")).isInstanceOf(Done.class);

        assertThat(queries.get(id).orElseThrow().resolution())
                .isEqualTo(
                        new FailedQuery.Resolution(
                                State.REPLAYED, Instant.ofEpochMilli(NOW), "admin"));
        takeIn();
        assertThat(
                        stored.row(
                                "SELECT status, blocked, subject_hash, due_at, attempts, prior_attempts, first_attempt_at, reason,"
                                        + " stage, finished_at, idempotency_key FROM delivery WHERE id = "
                                        + delivery.id()))
                .isEqualTo("pending|0|0|" + NOW + "|2|2|null|null|null|null|null");
        assertThat(stored.released).contains("crm-contacts");
        Due due = due(delivery.id());
        assertThat(due.request().url()).isEqualTo(REQUEST.url());
        assertThat(due.request().body()).isEqualTo(REQUEST.body());
        assertThat(due.request().headers()).isEqualTo(REQUEST.headers());
        assertThat(due(successor.id())).as("is not held by the replay").isNotNull();
    }

    @Test
    void replayedEditedTheGivenPartsReplaceTheirsUnderANewKey() {
        DeliveryRef delivery = stored.pending("e1", "ann");
        long id = stored.failed(delivery, "e1", 0);

        var edit =
                new Edited(
                        "https://other.example/x",
                        Map.of("X-Why", "moved"),
                        new Body(bytes("new")));
        assertThat(queries.replay(id, edit, "ann@example")).isInstanceOf(Done.class);

        Due due = due(delivery.id());
        assertThat(due.request().method()).isEqualTo("PUT");
        assertThat(due.request().url()).isEqualTo("https://other.example/x");
        assertThat(due.request().headers())
                .as("the key that is sent, so that a row of its failure is the exact request")
                .isEqualTo(Map.of("X-Why", "moved", "Idempotency-Key", delivery.id() + ".1"));
        assertThat(due.request().body()).isEqualTo(bytes("new"));
        assertThat(due.progress().idempotencyKey()).isEqualTo(delivery.id() + ".1");
        assertThat(queries.get(id).orElseThrow().request().url())
                .as("the row keeps what failed")
                .isEqualTo(REQUEST.url());
    }

    @Test
    void whatAnEditLeavesOutStays() {
        DeliveryRef delivery = stored.pending("e1", "ann");
        queries.replay(
                stored.failed(delivery, "e1", 0), new Edited(null, null, new Body(null)), "admin");
        Due due = due(delivery.id());
        assertThat(due.request().url()).isEqualTo(REQUEST.url());
        assertThat(due.request().headers())
                .containsAllEntriesOf(REQUEST.headers())
                .containsEntry("Idempotency-Key", delivery.id() + ".1");
        assertThat(due.request().body()).isNull();
    }

    @Test
    void theHeadersOfAFailedQueryMayComeBackWithItsKeyButNotWithAnother() {
        DeliveryRef delivery = stored.pending("e1", "ann");
        queries.replay(
                stored.failed(delivery, "e1", 0),
                new Edited(null, Map.of("A", "1"), null),
                "admin");
        StoredRequest again = due(delivery.id()).request();
        Map<String, String> sent = again.headers();
        long id = stored.failed(delivery, "e1", 2, again);

        Map<String, String> other = Map.of("A", "2", "idempotency-key", "mine");
        assertThat(queries.replay(id, new Edited(null, other, null), "admin"))
                .isEqualTo(
                        new Refused(
                                Reason.INVALID,
                                "request.headers has Idempotency-Key, which is made at each send: leave it out"));
        assertThat(queries.replay(id, new Edited(null, sent, null), "admin"))
                .isInstanceOf(Done.class);
        assertThat(due(delivery.id()).request().headers())
                .isEqualTo(Map.of("A", "1", "Idempotency-Key", delivery.id() + ".2"));
    }

    @Test
    void replayedFromTheEventThereIsNoStoredRequest() {
        DeliveryRef delivery = stored.pending("e1", "ann");
        queries.replay(stored.failed(delivery, "e1", 0), new FromEvent(), "admin");
        Due due = due(delivery.id());
        assertThat(due.request()).isNull();
        assertThat(due.progress().idempotencyKey()).isEqualTo(delivery.id() + ".1");
    }

    @Test
    void asItWasWithoutARequestIsBuiltFromTheEventUnderTheKeyThatWasNeverSent() {
        DeliveryRef delivery = stored.pending("e1", "ann");
        long id = stored.failedAt("mapping", delivery, "e1");
        assertThat(queries.replay(id, new AsItWas(), "admin")).isInstanceOf(Done.class);
        Due due = due(delivery.id());
        assertThat(due.request()).isNull();
        assertThat(due.progress().idempotencyKey()).isNull();
    }

    @Test
    void aSecondFailureIsASecondRowAndItsReplaysHaveKeysOfTheirOwn() {
        DeliveryRef delivery = stored.pending("e1", "ann");
        queries.replay(stored.failed(delivery, "e1", 0), new FromEvent(), "admin");
        long second = stored.failed(delivery, "e1", 2);

        queries.replay(second, new AsItWas(), "admin");
        assertThat(due(delivery.id()).progress().idempotencyKey()).isEqualTo(delivery.id() + ".1");
        long third = stored.failed(delivery, "e1", 4);

        queries.replay(third, new FromEvent(), "admin");
        assertThat(due(delivery.id()).progress().idempotencyKey()).isEqualTo(delivery.id() + ".3");
        assertThat(stored.row("SELECT count(*) FROM failed_query WHERE state = 'replayed'"))
                .isEqualTo("3");
        assertThat(stored.row("SELECT attempts, prior_attempts FROM delivery")).isEqualTo("6|6");
    }

    @Test
    void onlyAnOpenOneIsReplayedOrDiscarded() {
        long id = stored.failed(stored.pending("e1", "ann"), "e1", 0);
        assertThat(queries.discard(id, "admin")).isInstanceOf(Done.class);
        assertThat(queries.get(id).orElseThrow().resolution())
                .isEqualTo(
                        new FailedQuery.Resolution(
                                State.DISCARDED, Instant.ofEpochMilli(NOW), "admin"));

        assertThat(queries.replay(id, new AsItWas(), "admin"))
                .isEqualTo(
                        new Refused(
                                Reason.CONFLICT,
                                "failed query "
                                        + id
                                        + " is discarded, only an open one can be replayed; nothing was changed"));
        assertThat(queries.discard(id, "admin")).isInstanceOf(Refused.class);
        assertThat(stored.row("SELECT status FROM delivery")).isEqualTo("failed");
        assertThat(stored.released).isEmpty();
    }

    @Test
    void oneThatIsNotThereIsNotFound() {
        assertThat(queries.get(1)).isEmpty();
        assertThat(queries.replay(1, new AsItWas(), "admin")).isEqualTo(new NotFound());
        assertThat(queries.discard(1, "admin")).isEqualTo(new NotFound());
    }

    @Test
    void withoutARequestThereIsNothingToEdit() {
        long id = stored.failedAt("mapping", stored.pending("e1", "ann"), "e1");
        assertThat(queries.replay(id, new Edited("https://x.example", null, null), "admin"))
                .isEqualTo(
                        new Refused(
                                Reason.INVALID,
                                "the delivery failed at mapping before there was a request, so there is none to edit;"
                                        + " {\"from\": \"event\"} builds one"));
        assertThat(queries.get(id).orElseThrow().resolution().state()).isEqualTo(State.OPEN);
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://x.example/a",
        "/relative",
        "http://user:word@x.example/",
        "http://x.example:99999/",
        "https:///nohost",
        "https://x.example/a b",
        "https://x.example/a#b",
        "javascript:alert(1)",
        "''"
    })
    void anEditedUrlIsAbsoluteHttp(String url) {
        long id = stored.failed(stored.pending("e1", "ann"), "e1", 0);
        assertThat(queries.replay(id, new Edited(url, null, null), "admin"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.why())
                                        .startsWith(
                                                "request.url is \""
                                                        + url
                                                        + "\", allowed is an absolute http"));
        assertThat(queries.get(id).orElseThrow().resolution().state()).isEqualTo(State.OPEN);
    }

    /** It could send {{env:TIDEGATE_DATABASE_PASSWORD}} to any address. */
    @Test
    void anEditBringsInNoReferenceThatTheStoredRequestDoesNotHave() {
        long id = stored.failed(stored.pending("e1", "ann"), "e1", 0);
        for (Edited edit :
                List.of(
                        new Edited("https://x.example/?p={{env:HOME}}", null, null),
                        new Edited(null, Map.of("X", "a{{env:HOME}}"), null))) {
            assertThat(queries.replay(id, edit, "admin"))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused ->
                                    assertThat(refused.why())
                                            .startsWith(
                                                    "the edit names {{env:HOME}}, allowed are the references of the"
                                                            + " stored request: "));
        }
        assertThat(queries.get(id).orElseThrow().resolution().state()).isEqualTo(State.OPEN);
        Edited own = new Edited("https://x.example/", REQUEST.headers(), null);
        assertThat(queries.replay(id, own, "admin")).isInstanceOf(Done.class);
    }

    @Test
    void anEditedHeaderCannotSmuggleAnother() {
        long id = stored.failed(stored.pending("e1", "ann"), "e1", 0);
        for (Map<String, String> headers :
                List.of(
                        Map.of("X", "a\r\nHost: b"),
                        Map.of("X:", "a"),
                        Map.of("host", "b"),
                        Map.of("X", "a", "x", "b"),
                        Map.of("", "b"))) {
            assertThat(queries.replay(id, new Edited(null, headers, null), "admin"))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(Reason.INVALID));
        }
    }

    @Test
    void aListIsNewestFirstInPagesAndObeysItsFilters() {
        long first = stored.failed(stored.pending("e1", "ann"), "e1", 0);
        long second = stored.failed(stored.pending("e2", "bob"), "e2", 0);
        long third = stored.failed(stored.pending("e3", "cid"), "e3", 0);
        queries.discard(second, "admin");

        FailedQueryPage page = queries.list(ALL, Long.MAX_VALUE, 2);
        assertThat(page.items()).extracting(FailedQuery::id).containsExactly(third, second);
        FailedQueryPage rest = queries.list(ALL, page.next(), 2);
        assertThat(rest.items()).extracting(FailedQuery::id).containsExactly(first);
        assertThat(rest.next()).isNull();
        assertThat(
                        queries.list(
                                        FailedQueryFilter.of("crm-contacts", State.OPEN),
                                        Long.MAX_VALUE,
                                        9)
                                .items())
                .extracting(FailedQuery::id)
                .containsExactly(third, first);
        assertThat(queries.list(FailedQueryFilter.of("crm", null), Long.MAX_VALUE, 9).items())
                .isEmpty();
    }

    @Test
    void aPageOfLargeBodiesEndsEarlyAndGoesOnWhereItEnded() {
        for (int i = 0; i < 3; i++) {
            long id = stored.failed(stored.pending("e" + i, "ann"), "e" + i, 0);
            queries.replay(id, new Edited(null, null, new Body(new byte[3 << 20])), "admin");
        }
        stored.journal
                .change(
                        (connection, dialect) ->
                                connection
                                        .createStatement()
                                        .executeUpdate(
                                                "UPDATE failed_query SET request_body = (SELECT body FROM request"
                                                        + " WHERE delivery = delivery_id)"))
                .toCompletableFuture()
                .join();
        FailedQueryPage page = queries.list(ALL, Long.MAX_VALUE, 50);
        assertThat(page.items()).hasSize(2);
        assertThat(queries.list(ALL, page.next(), 50).items()).hasSize(1);
    }

    /** Several nodes may share PostgreSQL: the one that has its partition takes a replay in. */
    private void takeIn() {
        stored.journal.takeIn().toCompletableFuture().join();
    }

    private Due due(long delivery) {
        takeIn();
        return stored.journal.due("crm-contacts", NOW, 10).stream()
                .filter(due -> due.ref().id() == delivery)
                .findFirst()
                .orElseThrow();
    }
}
