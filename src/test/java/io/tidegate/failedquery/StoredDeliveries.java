package io.tidegate.failedquery;

import io.tidegate.event.Event;
import io.tidegate.journal.Attempt;
import io.tidegate.journal.Change;
import io.tidegate.journal.CommitListeners;
import io.tidegate.journal.DeliveryRecord;
import io.tidegate.journal.DeliveryRef;
import io.tidegate.journal.JournalSettings;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlJournal;
import io.tidegate.journal.StoredRequest;
import io.tidegate.journal.Subscriptions.Subscription;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A real journal with deliveries in whatever state a test needs. Its clock stands at {@link #NOW}.
 */
public final class StoredDeliveries implements AutoCloseable {
    public static final long NOW = 1_790_000_000_000L;
    public static final StoredRequest REQUEST =
            new StoredRequest(
                    "PUT",
                    "https://api.crm.example/v1/contacts/1?key={{secret:crm}}",
                    Map.of("Content-Type", "application/json"),
                    bytes("{\"email\":\"a@b.example\"}"));

    public final Clock clock = Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC);
    public final SqlDatabase database;
    public final SqlJournal journal;
    public final SqlFailedQueries failedQueries;
    public final List<String> released = new ArrayList<>();

    public StoredDeliveries(String url) {
        database = SqlDatabase.open(new JournalSettings(url, null, null, 1_000));
        journal =
                new SqlJournal(
                        database,
                        new SqlJournal.Partners(
                                type -> List.of(new Subscription("crm-contacts", true)),
                                CommitListeners.NONE,
                                (n, t) -> {},
                                clock),
                        1_000);
        failedQueries = new SqlFailedQueries(database, journal, released::add, clock);
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static Event event(String id, @Nullable String subject) {
        return new Event(
                new Event.Attributes(
                        id,
                        "//shop",
                        "Register",
                        subject,
                        "2026-09-21T10:00:00Z",
                        Event.Attributes.Optional.NONE),
                bytes("{\"Email\":\"a@b.example\"}"));
    }

    /** Accepts the event; its delivery is pending. */
    public DeliveryRef pending(String eventId, @Nullable String subject) {
        return pending(event(eventId, subject));
    }

    public DeliveryRef pending(Event event) {
        return journal.accept(List.of(event))
                .toCompletableFuture()
                .join()
                .get(0)
                .deliveries()
                .get(0)
                .ref();
    }

    /** Fails it for good after its request was sent twice more; returns its failed query's id. */
    public long failed(DeliveryRef delivery, String eventId, int attemptsSoFar) {
        return failed(delivery, eventId, attemptsSoFar, REQUEST);
    }

    /** The same, with this request. */
    public long failed(
            DeliveryRef delivery, String eventId, int attemptsSoFar, StoredRequest request) {
        Attempt last =
                new Attempt(
                        attemptsSoFar + 2,
                        NOW - 500,
                        120,
                        503,
                        bytes("busy"),
                        "the third party answered 503");
        record(
                delivery,
                new Change.Waiting(NOW, "request", "the third party answered 500"),
                new DeliveryRecord.Made(
                        attemptsSoFar + 1,
                        new Attempt(
                                attemptsSoFar + 1,
                                NOW - 9_000,
                                80,
                                500,
                                bytes("\u0000\u00ff"),
                                "answered 500"),
                        request,
                        false));
        var tries = new Change.Tries(2, NOW - 9_000, NOW);
        return fail(
                delivery,
                eventId,
                "request",
                new DeliveryRecord.Made(attemptsSoFar + 2, last, request, true),
                tries);
    }

    /** Fails it for good before there was a request. */
    public long failedAt(String stage, DeliveryRef delivery, String eventId) {
        var tries = new Change.Tries(0, null, NOW);
        return fail(delivery, eventId, stage, new DeliveryRecord.Made(0, null, null, false), tries);
    }

    private long fail(
            DeliveryRef delivery,
            String eventId,
            String stage,
            DeliveryRecord.Made made,
            Change.Tries tries) {
        long id = journal.newId();
        var query = new Change.Query(id, eventId, "Register", "ann", tries);
        record(delivery, new Change.Failed(stage, "failed at " + stage, query), made);
        return id;
    }

    public void record(DeliveryRef delivery, Change change, DeliveryRecord.Made made) {
        journal.record(new DeliveryRecord(delivery, change, made, NOW))
                .toCompletableFuture()
                .join();
    }

    /** The first row of a query, its columns as text joined by {@code |}; null without a row. */
    public @Nullable String row(String sql) {
        try (Connection connection = database.readers().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            if (!row.next()) {
                return null;
            }
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                columns.add(row.getString(i));
            }
            return String.join("|", columns.stream().map(String::valueOf).toList());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        journal.close();
    }
}
