package io.tidegate.erasure;

import static io.tidegate.failedquery.StoredDeliveries.NOW;
import static io.tidegate.failedquery.StoredDeliveries.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tidegate.bus.BusRecord;
import io.tidegate.bus.Place;
import io.tidegate.bus.RejectedRecord;
import io.tidegate.bus.SqlRejectedRecords;
import io.tidegate.event.Event;
import io.tidegate.failedquery.Replay;
import io.tidegate.failedquery.Resolved;
import io.tidegate.failedquery.StoredDeliveries;
import io.tidegate.journal.Attempt;
import io.tidegate.journal.Change;
import io.tidegate.journal.DeliveryRecord;
import io.tidegate.journal.DeliveryRecord.Beside;
import io.tidegate.journal.DeliveryRecord.Made;
import io.tidegate.journal.DeliveryRef;
import io.tidegate.journal.Due;
import io.tidegate.journal.Note;
import io.tidegate.journal.StoredRequest;
import io.tidegate.journal.StoredResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an erasure leaves on each database, and what it does not touch. */
abstract class ErasuresContract {
    private static final String ANN = "ann@planted.example";
    private static final String PLANTED = "planted";
    private static final StoredRequest REQUEST =
            new StoredRequest(
                    "PUT",
                    "https://crm.example/planted",
                    Map.of("X-Who", "planted"),
                    bytes("{\"name\":\"planted\"}"));

    StoredDeliveries stored;
    private Erasures erasures;

    abstract String url();

    @BeforeEach
    void open() {
        stored = new StoredDeliveries(url());
        erasures = erasures(true);
    }

    @AfterEach
    void close() {
        erasures.close();
        stored.close();
    }

    private Erasures erasures(boolean leading) {
        return new Erasures(
                stored.database, stored.journal, new Recording(), () -> leading, stored.clock);
    }

    /** Ends them as the dispatcher does. */
    private final class Recording implements Discarding {
        @Override
        public Set<Long> delivering() {
            return Set.of();
        }

        @Override
        public CompletionStage<Void> discard(Due due, String reason) {
            var query =
                    new Change.Query(
                            stored.journal.newId(),
                            due.event().id(),
                            due.event().type(),
                            due.event().subject(),
                            new Change.Tries(0, null, NOW));
            return stored.journal.record(
                    new DeliveryRecord(
                            due.ref(),
                            new Change.Failed("request", reason, query),
                            new Made(due.progress().attempts(), null, null, false),
                            NOW));
        }
    }

    private static Event event(String id, String subject) {
        return new Event(
                new Event.Attributes(
                        id,
                        "//shop",
                        "Register",
                        subject,
                        null,
                        new Event.Attributes.Optional(null, Map.of("who", PLANTED))),
                bytes("{\"name\":\"planted\"}"));
    }

    private static Made made(int attempts) {
        return new Made(
                        attempts,
                        new Attempt(attempts, NOW, 5, 500, bytes("no planted"), "said planted"),
                        REQUEST,
                        attempts > 1)
                .with(new Beside(List.of(new Note("calls", "{\"to\":\"planted\"}")), List.of()));
    }

    private DeliveryRef delivered(String id, String subject) {
        DeliveryRef ref = stored.pending(event(id, subject));
        stored.record(
                ref,
                new Change.Delivered(
                        new StoredResponse(200, Map.of("X-Who", PLANTED), bytes("yes planted")),
                        "{\"name\":\"planted\"}"),
                made(1));
        stored.record(
                ref, new Change.HooksDone("{\"of\":\"planted\"}"), new Made(1, null, null, false));
        return ref;
    }

    private long failed(String id, String subject) {
        DeliveryRef ref = stored.pending(event(id, subject));
        long query = stored.journal.newId();
        stored.record(
                ref,
                new Change.Failed(
                        "request",
                        "never planted",
                        new Change.Query(
                                query, id, "Register", subject, new Change.Tries(1, NOW, NOW))),
                made(1));
        return query;
    }

    private Erasure done(Erasure begun) {
        await().until(() -> !erasures.find(begun.id()).orElseThrow().isRunning());
        return erasures.find(begun.id()).orElseThrow();
    }

    /** Rows that hold it anywhere, as {@code table}. */
    private List<String> rowsThatHold(String text) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = stored.database.readers().getConnection()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet all =
                    connection
                            .getMetaData()
                            .getTables(
                                    null, null, "%", new String[] {"TABLE", "PARTITIONED TABLE"})) {
                while (all.next()) {
                    tables.add(all.getString("TABLE_NAME"));
                }
            }
            for (String table : tables) {
                try (Statement statement = connection.createStatement();
                        ResultSet row = statement.executeQuery("SELECT * FROM " + table)) {
                    while (row.next()) {
                        if (holds(row, text)) {
                            found.add(table);
                        }
                    }
                }
            }
        }
        return found;
    }

    private static boolean holds(ResultSet row, String text) throws SQLException {
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            Object value = row.getObject(i);
            String shown =
                    value instanceof byte[] bytes
                            ? new String(bytes, StandardCharsets.ISO_8859_1)
                            : String.valueOf(value);
            if (shown.contains(text)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void whatTheSubjectsEventsSaidIsGoneAndThatTheyWereIsNot() throws Exception {
        DeliveryRef ref = delivered("1", ANN);
        long query = failed("2", ANN);
        new SqlRejectedRecords(stored.journal, () -> true, stored.clock)
                .keep(
                        List.of(
                                rejected(1, "{\"subject\":\"" + ANN + "\"", ""),
                                rejected(2, "planted", ANN)))
                .toCompletableFuture()
                .join();
        assertThat(rowsThatHold(PLANTED)).hasSizeGreaterThan(10);
        String before = stored.row("SELECT status, attempts, finished_at FROM delivery");

        Erasure erasure = done(erasures.start(ANN, false, "bob"));

        assertThat(rowsThatHold(PLANTED)).isEmpty();
        assertThat(erasure.counts()).isEqualTo(new Erasure.Counts(2, 2, 2));
        assertThat(erasure.subjectHash()).isEqualTo(Erasures.hash(erasure.id(), ANN));
        assertThat(stored.row("SELECT status, attempts, finished_at FROM delivery"))
                .isEqualTo(before);
        assertThat(stored.row("SELECT erased_at FROM delivery WHERE id = " + ref.id()))
                .isEqualTo("" + NOW);
        assertThat(stored.row("SELECT id, erased_at FROM event ORDER BY seq"))
                .isEqualTo("1|" + NOW);
        assertThat(stored.row("SELECT state, resolved_by, error FROM failed_query"))
                .isEqualTo("discarded|erasure|erased");
        assertThat(stored.failedQueries.replay(query, new Replay.AsItWas(), "ann"))
                .isInstanceOf(Resolved.Refused.class);
        assertThat(stored.failedQueries.get(query)).isPresent();
    }

    private static RejectedRecord rejected(long offset, String body, String key) {
        return new RejectedRecord(
                new BusRecord(
                        new Place("t", 0, offset, null, NOW), bytes(key), List.of(), bytes(body)),
                "is planted");
    }

    @Test
    void othersAreNotTouchedAndTheSameEventIsStillADuplicate() throws Exception {
        delivered("1", ANN);
        delivered("2", "bob");
        List<String> both = rowsThatHold(PLANTED);

        done(erasures.start(ANN, false, "bob"));

        assertThat(rowsThatHold(PLANTED).size() * 2).isEqualTo(both.size() - 0).isPositive();
        assertThat(
                        stored.journal
                                .accept(List.of(event("1", ANN)))
                                .toCompletableFuture()
                                .join()
                                .get(0)
                                .duplicate())
                .isTrue();
    }

    @Test
    void unfinishedDeliveriesAreInTheWayUnlessTheyAreToBeDiscarded() throws Exception {
        stored.pending(event("1", ANN));
        stored.pending(event("2", ANN)); // waits for the first
        assertThatThrownBy(() -> erasures.start(ANN, false, "bob"))
                .isInstanceOf(ErasureRefused.class)
                .hasMessage(
                        "2 deliveries of this subject have not ended: wait until they have, or ask with"
                                + " \"discard\": true (--discard), which ends them as failed; nothing was changed");
        assertThat(erasures.all()).isEmpty();

        Erasure erasure = done(erasures.start(ANN, true, "bob"));

        assertThat(erasure.counts()).isEqualTo(new Erasure.Counts(2, 2, 0));
        assertThat(stored.row("SELECT count(*) FROM delivery WHERE status = 'failed'"))
                .isEqualTo("2");
        assertThat(stored.row("SELECT count(*) FROM failed_query WHERE state = 'discarded'"))
                .isEqualTo("2");
        assertThat(rowsThatHold(PLANTED)).isEmpty();
    }

    @Test
    void anAttemptThatWasOnTheWireMeanwhileLeavesNothing() throws Exception {
        DeliveryRef ref = stored.pending(event("1", ANN));
        done(erasures.start(ANN, true, "bob"));

        stored.record(ref, new Change.Waiting(NOW, "request", "not planted"), made(1));
        stored.record(
                ref,
                new Change.Delivered(
                        new StoredResponse(200, Map.of(), bytes("planted")), "\"planted\""),
                made(2));
        stored.record(ref, new Change.HooksDone("\"planted\""), new Made(2, null, null, false));

        assertThat(rowsThatHold(PLANTED)).isEmpty();
        assertThat(stored.row("SELECT status FROM delivery")).isEqualTo("failed");
    }

    @Test
    void dueAfterHooksAreInTheWayToo() {
        DeliveryRef ref = stored.pending(event("1", ANN));
        stored.record(
                ref,
                new Change.Delivered(
                        new StoredResponse(200, Map.of("X-Who", PLANTED), bytes("yes"))),
                made(1));

        assertThatThrownBy(() -> erasures.start(ANN, false, "bob"))
                .isInstanceOf(ErasureRefused.class);
        done(erasures.start(ANN, true, "bob"));

        assertThat(stored.row("SELECT status, after, reason FROM delivery"))
                .isEqualTo("delivered|failed|null");
    }

    @Test
    void whatAStopInterruptedIsGoneOnWithAndAnotherNodeLeavesItToTheLeadingOne() throws Exception {
        delivered("1", ANN);
        erasures.close();
        Erasures follower = erasures(false);
        Erasure begun = follower.start(ANN, false, "bob");
        follower.close();
        assertThat(follower.find(begun.id()).orElseThrow().isRunning()).isTrue();
        assertThat(rowsThatHold(PLANTED)).contains("event", "erasure");

        erasures = erasures(true);
        erasures.resume();

        assertThat(done(begun).counts().events()).isEqualTo(1);
        assertThat(rowsThatHold(PLANTED)).isEmpty();
    }

    @Test
    void moreEventsThanOneStepTakesAreAllErased() {
        for (int i = 0; i < 130; i++) {
            delivered("e" + i, ANN);
        }
        assertThat(done(erasures.start(ANN, false, "bob")).counts())
                .isEqualTo(new Erasure.Counts(130, 130, 0));
    }
}
