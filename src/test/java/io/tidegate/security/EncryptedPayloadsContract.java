package io.tidegate.security;

import static io.tidegate.failedquery.StoredDeliveries.NOW;
import static io.tidegate.failedquery.StoredDeliveries.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tidegate.ManualClock;
import io.tidegate.bus.BusRecord;
import io.tidegate.bus.Place;
import io.tidegate.bus.RejectedRecord;
import io.tidegate.bus.SqlRejectedRecords;
import io.tidegate.event.Event;
import io.tidegate.failedquery.FailedQuery;
import io.tidegate.failedquery.Replay;
import io.tidegate.failedquery.StoredDeliveries;
import io.tidegate.journal.Attempt;
import io.tidegate.journal.Change;
import io.tidegate.journal.DeliveryRecord.Beside;
import io.tidegate.journal.DeliveryRecord.Made;
import io.tidegate.journal.DeliveryRef;
import io.tidegate.journal.Due;
import io.tidegate.journal.JournalUnavailable;
import io.tidegate.journal.Note;
import io.tidegate.journal.StoredRequest;
import io.tidegate.journal.StoredResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for encrypted payloads on each database. */
abstract class EncryptedPayloadsContract {
    private static final String PLANTED = "Ann Planted 7731";
    private static final String CONNECTOR = "crm-contacts";
    private static final StoredRequest REQUEST =
            new StoredRequest(
                    "PUT",
                    "https://crm.example/" + PLANTED,
                    Map.of("X-Who", PLANTED),
                    bytes("{\"name\":\"" + PLANTED + "\"}"));

    @TempDir Path folder;
    private final ManualClock clock = new ManualClock(Instant.ofEpochMilli(NOW).toString());
    private String url = "";
    StoredDeliveries stored;

    abstract String url();

    @BeforeEach
    void open() {
        url = url();
        stored = new StoredDeliveries(url);
    }

    @AfterEach
    void close() {
        stored.close();
    }

    /** As after a start. */
    private StoredSecrets secrets(boolean encrypting, String... masterKeys) {
        StoredSecrets secrets =
                new StoredSecrets(
                        new StoredSecrets.Place(stored.database, stored.journal, folder),
                        List.of(masterKeys),
                        Map.of(),
                        clock);
        if (encrypting) {
            secrets.encryptPayloads();
        }
        return secrets;
    }

    private static Event event(String id) {
        return new Event(
                new Event.Attributes(
                        id,
                        "//shop",
                        "Register",
                        "s" + id,
                        null,
                        new Event.Attributes.Optional(null, Map.of("who", PLANTED))),
                bytes("{\"name\":\"" + PLANTED + "\"}"));
    }

    private Made made(int attempts) {
        Attempt attempt =
                new Attempt(attempts, NOW, 5, 500, bytes("no " + PLANTED), "it said " + PLANTED);
        return new Made(attempts, attempt, REQUEST, attempts > 1)
                .with(
                        new Beside(
                                List.of(new Note("calls", "{\"to\":\"" + PLANTED + "\"}")),
                                List.of()));
    }

    private long failed(String id) {
        DeliveryRef ref = stored.pending(event(id));
        stored.record(ref, new Change.Waiting(NOW, "request", "not " + PLANTED), made(1));
        long query = stored.journal.newId();
        stored.record(
                ref,
                new Change.Failed(
                        "request",
                        "never " + PLANTED,
                        new Change.Query(
                                query, id, "Register", "s" + id, new Change.Tries(2, NOW, NOW))),
                made(2));
        return query;
    }

    private void everythingThatIsStored() {
        failed("1");
        DeliveryRef delivered = stored.pending(event("2"));
        stored.record(
                delivered,
                new Change.Delivered(
                        new StoredResponse(200, Map.of("X-Who", PLANTED), bytes("yes " + PLANTED)),
                        "{\"name\":\"" + PLANTED + "\"}"),
                made(1));
        stored.record(
                stored.pending(event("3")),
                new Change.Waiting(NOW, "request", "not " + PLANTED),
                made(1));
        new SqlRejectedRecords(stored.journal, () -> true, clock)
                .keep(
                        List.of(
                                new RejectedRecord(
                                        new BusRecord(
                                                new Place("t", 0, 1L, null, NOW),
                                                bytes(PLANTED),
                                                List.of(new BusRecord.Header("who", PLANTED)),
                                                bytes(PLANTED)),
                                        "is " + PLANTED)))
                .toCompletableFuture()
                .join();
    }

    /** The tables in which some column of some row holds it, in bytes or text. */
    private List<String> tablesThatHold(String text) throws SQLException {
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
            tables.removeIf(name -> name.matches(".*_(first|rest|[0-9]{8})")); // parts of others
            assertThat(tables).contains("event", "request", "response", "rejected_record");
            for (String table : tables) {
                if (holds(connection, table, text)) {
                    found.add(table);
                }
            }
        }
        return found;
    }

    private static boolean holds(Connection connection, String table, String text)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM " + table)) {
            while (row.next()) {
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
            }
        }
        return false;
    }

    @Test
    void noTableHoldsWhatWasSaidAndAllOfItIsReadBack() throws Exception {
        secrets(false);
        everythingThatIsStored();
        assertThat(tablesThatHold(PLANTED)) // or the test would see nothing
                .containsExactlyInAnyOrder(
                        "event",
                        "delivery",
                        "attempt",
                        "request",
                        "response",
                        "failed_query",
                        "delivery_note",
                        "rejected_record");
        stored.close();

        url = url();
        stored = new StoredDeliveries(url);
        secrets(true);
        everythingThatIsStored();

        assertThat(tablesThatHold(PLANTED)).isEmpty();
        Due due = stored.journal.due(CONNECTOR, NOW, 10).get(0);
        assertThat(due.event().data()).isEqualTo(event("3").data());
        assertThat(due.event().extensions()).isEqualTo(Map.of("who", PLANTED));
        assertThat(due.request()).usingRecursiveComparison().isEqualTo(REQUEST);
        StoredResponse answer = stored.journal.hooksDue(CONNECTOR, 0, 10).get(0).response();
        assertThat(answer.headers()).isEqualTo(Map.of("X-Who", PLANTED));
        assertThat(answer.body()).isEqualTo(bytes("yes " + PLANTED));
    }

    @Test
    void aFailedQueryIsReadAndReplayedAsItWas() {
        secrets(true);
        long id = failed("1");

        FailedQuery query = stored.failedQueries.get(id).orElseThrow();
        assertThat(query.outcome().error()).isEqualTo("never " + PLANTED);
        assertThat(query.outcome().responseBody()).isEqualTo(bytes("no " + PLANTED));
        stored.failedQueries.replay(id, new Replay.AsItWas(), "ann");
        stored.journal.takeIn().toCompletableFuture().join();

        Due due = stored.journal.due(CONNECTOR, NOW, 10).get(0);
        assertThat(due.request()).usingRecursiveComparison().isEqualTo(REQUEST);
    }

    @Test
    void rowsOfBeforeAndAfterAreReadWhicheverWayItIsSwitched() throws Exception {
        secrets(false);
        long before = failed("1");
        secrets(true);
        long during = failed("2");
        secrets(false);
        long after = failed("3");

        for (boolean on : new boolean[] {true, false}) {
            secrets(on);
            for (long id : List.of(before, during, after)) {
                assertThat(stored.failedQueries.get(id).orElseThrow().outcome().error())
                        .isEqualTo("never " + PLANTED);
            }
        }
        assertThat(stored.row("SELECT count(*) FROM failed_query WHERE error LIKE 'never%'"))
                .isEqualTo("2");
    }

    @Test
    void aKeyIsUsedForADayAlsoAcrossStarts() {
        secrets(true);
        clock.advance(Duration.ofHours(23));
        secrets(true);
        long first = failed("1");
        assertThat(stored.row("SELECT count(*) FROM payload_key")).isEqualTo("1");

        clock.advance(Duration.ofHours(1));
        failed("2");
        await().until(() -> "2".equals(stored.row("SELECT count(*) FROM payload_key")));
        long second = failed("3");

        assertThat(keyOf(second)).isNotEqualTo(keyOf(first));
        secrets(false);
        assertThat(stored.failedQueries.get(first).orElseThrow().outcome().error())
                .isEqualTo("never " + PLANTED);
        assertThat(stored.failedQueries.get(second).orElseThrow().outcome().error())
                .isEqualTo("never " + PLANTED);
    }

    /** Mark, kind and id are the first 17 bytes. */
    private String keyOf(long query) {
        String hex = stored.database.dialect().isShared() ? "encode(%s, 'hex')" : "hex(%s)";
        return String.valueOf(
                        stored.row(
                                "SELECT "
                                        + hex.formatted("request_body")
                                        + " FROM failed_query WHERE id = "
                                        + query))
                .substring(18, 34);
    }

    @Test
    void aNewMasterKeyWrapsThemAnewAndTheOldOneIsNotNeeded() throws Exception {
        StoredSecrets secrets = secrets(true);
        long first = failed("1");
        String old = Files.readString(folder.resolve("master.key"));

        SecretStore.Rotation rotation = secrets.rotate();
        long second = failed("2");

        assertThat(rotation.payloadKey()).matches("[0-9a-f]{16}");
        assertThat(keyOf(second)).isEqualToIgnoringCase(rotation.payloadKey());
        assertThat(Files.readString(folder.resolve("master.key")))
                .isNotEqualTo(old)
                .hasLineCount(1);
        secrets(true);
        assertThat(stored.failedQueries.get(first)).isPresent();
        assertThat(stored.failedQueries.get(second)).isPresent();
    }

    @Test
    void withTheKeyOfTheSettingThePayloadsKeyIsChangedAlone() {
        String master = MasterKey.random().base64();
        StoredSecrets secrets = secrets(true, master);

        SecretStore.Rotation rotation = secrets.rotate();

        assertThat(rotation.secrets()).isZero();
        assertThat(keyOf(failed("1"))).isEqualToIgnoringCase(rotation.payloadKey());
    }

    @Test
    void aWrongKeyIsAnErrorThatSaysSoAndLosesNothing() {
        String right = MasterKey.random().base64();
        String wrong = MasterKey.random().base64();
        secrets(true, right);
        long id = failed("1");
        String words =
                "payloads in the journal cannot be read: their keys are wrapped by the master key "
                        + MasterKey.of(right).id()
                        + ", at hand is "
                        + MasterKey.of(wrong).id()
                        + " of TIDEGATE_MASTER_KEY: start again with that key";

        assertThatThrownBy(() -> secrets(true, wrong))
                .isInstanceOf(UnusableKey.class)
                .hasMessageStartingWith(words)
                .hasMessageEndingWith("nothing was changed");
        assertThat(secrets(false, wrong).problems()).containsExactly(words);
        assertThatThrownBy(() -> stored.failedQueries.get(id))
                .isInstanceOf(JournalUnavailable.class)
                .hasMessage(words + "; nothing was changed");
        assertThatThrownBy(() -> secrets(false, wrong).rotate())
                .isInstanceOf(SecretRefused.class)
                .hasMessageStartingWith(words);
        assertThatThrownBy(() -> stored.failedQueries.replay(id, new Replay.AsItWas(), "ann"))
                .hasStackTraceContaining(words);
        assertThat(stored.row("SELECT state FROM failed_query")).isEqualTo("open");

        secrets(true, right);
        assertThat(stored.failedQueries.get(id).orElseThrow().outcome().error())
                .isEqualTo("never " + PLANTED);
    }

    @Test
    void whatAnotherNodesKeyEncryptedIsRead() {
        String master = MasterKey.random().base64();
        secrets(false, master);
        try (StoredDeliveries other = new StoredDeliveries(url)) {
            new StoredSecrets(
                            new StoredSecrets.Place(other.database, other.journal, folder),
                            List.of(master),
                            Map.of(),
                            clock)
                    .encryptPayloads();
            other.pending(event("1"));
        }

        assertThat(stored.journal.due(CONNECTOR, NOW, 10).get(0).event().data())
                .isEqualTo(event("1").data());
    }
}
