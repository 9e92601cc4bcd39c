package io.tidegate.journal;

import static io.tidegate.journal.SqlDialect.text;

import io.tidegate.event.Json;
import io.tidegate.journal.Change.Delivered;
import io.tidegate.journal.Change.Failed;
import io.tidegate.journal.Change.HooksDone;
import io.tidegate.journal.Change.HooksFailed;
import io.tidegate.journal.Change.Skipped;
import io.tidegate.journal.Change.Waiting;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The statements that store what became of deliveries. Each may be carried out twice, since a
 * commit whose answer was lost is repeated: a delivery that ended is not changed again, rows that
 * are there stay as they are.
 */
final class SqlRecord implements AutoCloseable {
    private static final String UNFINISHED = " AND status IN ('pending', 'waiting')";

    private final SqlDialect dialect;
    private final Payloads payloads;
    private final PreparedStatement end;
    private final PreparedStatement wait;
    private final PreparedStatement hooks;
    private final PreparedStatement attempt;
    private final PreparedStatement request;
    private final PreparedStatement response;
    private final PreparedStatement failedQuery;
    private final PreparedStatement sink;
    private final PreparedStatement result;
    private final PreparedStatement note;
    private final PreparedStatement unblock;
    private final PreparedStatement erased;

    SqlRecord(Connection connection, SqlDialect dialect, Payloads payloads) throws SQLException {
        this.dialect = dialect;
        this.payloads = payloads;
        end =
                connection.prepareStatement(
                        "UPDATE delivery SET status = ?, stage = ?, reason = ?, attempts = ?, after = ?, finished_at = ?"
                                + " WHERE id = ?"
                                + UNFINISHED);
        wait =
                connection.prepareStatement(
                        "UPDATE delivery SET status = 'waiting', stage = ?, reason = ?, attempts = ?, due_at = ?,"
                                + " first_attempt_at = COALESCE(first_attempt_at, ?) WHERE id = ?"
                                + UNFINISHED
                                + " AND (status = 'pending' OR attempts <> ? OR due_at <> ?)");
        hooks =
                connection.prepareStatement(
                        "UPDATE delivery SET after = ?, stage = ?, reason = ?, result = COALESCE(?, result)"
                                + " WHERE id = ? AND status = 'delivered' AND (after <> ? OR after = 'done')"
                                + " AND erased_at IS NULL");
        attempt =
                connection.prepareStatement(
                        "INSERT INTO attempt (delivery, number, started_at, duration_ms, status, response, error)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
        request =
                connection.prepareStatement(
                        "INSERT INTO request (delivery, method, url, headers, body) VALUES (?, ?, ?, ?, ?)"
                                + " ON CONFLICT DO NOTHING");
        response =
                connection.prepareStatement(
                        "INSERT INTO response (delivery, status, headers, body) VALUES (?, ?, ?, ?)"
                                + " ON CONFLICT DO NOTHING");
        sink =
                connection.prepareStatement(
                        "INSERT INTO failed_query_sink (id) VALUES (?) ON CONFLICT DO NOTHING");
        failedQuery =
                connection.prepareStatement(
                        "INSERT INTO failed_query (id, delivery_id, connector, event_id, event_type, subject, stage,"
                                + " method, url, request_headers, request_body, response_status, response_body, error,"
                                + " attempts, first_attempt_at, failed_at, state) VALUES"
                                + " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open') ON CONFLICT DO NOTHING");
        result = connection.prepareStatement("UPDATE delivery SET result = ? WHERE id = ?");
        note =
                connection.prepareStatement(
                        "INSERT INTO delivery_note (delivery, number, kind, note) VALUES (?, ?, ?, ?)"
                                + " ON CONFLICT DO NOTHING");
        erased =
                connection.prepareStatement(
                        "SELECT 1 FROM delivery WHERE id = ? AND erased_at IS NOT NULL");
        unblock =
                connection.prepareStatement(
                        "UPDATE delivery SET blocked = 0, due_at = ? WHERE id = (SELECT min(id) FROM delivery"
                                + " WHERE connector = ? AND subject_hash = ? AND blocked = 1 AND handed_over = 0)");
    }

    /** Stores them; returns the connectors of which a delivery that was blocked may go now. */
    Set<String> store(List<DeliveryRecord> records, SubjectCounts counts, SqlCounts happened)
            throws SQLException {
        Batches batches = new Batches();
        for (DeliveryRecord record : records) {
            addChange(record, batches);
        }
        Set<Long> gone = new HashSet<>();
        int[] ended = batches.ends.isEmpty() ? new int[0] : end.executeBatch();
        for (int i = 0; i < ended.length; i++) {
            if (ended[i] > 0) {
                addOutcome(batches.ends.get(i), batches);
                happened.recorded(batches.ends.get(i));
            } else if (isErased(batches.ends.get(i))) {
                gone.add(batches.ends.get(i).delivery().id());
            }
        }
        count(batches.waits, wait, happened, gone);
        count(batches.hooks, hooks, happened, gone);
        for (DeliveryRecord record : records) {
            if (!gone.contains(record.delivery().id())) {
                addBelongings(record, batches);
            }
        }
        execute(attempt, batches.attempts);
        execute(request, batches.requests);
        execute(response, batches.responses);
        execute(note, batches.notes);
        execute(result, batches.results);
        if (batches.failures > 0) {
            failedQuery.executeBatch();
            sink.executeBatch();
        }
        return release(batches.ends, ended, counts);
    }

    private static void execute(PreparedStatement statement, int added) throws SQLException {
        if (added > 0) {
            statement.executeBatch();
        }
    }

    /** An attempt that was on the wire while its delivery was erased leaves nothing. */
    private boolean isErased(DeliveryRecord record) throws SQLException {
        erased.setLong(1, record.delivery().id());
        try (ResultSet row = erased.executeQuery()) {
            return row.next();
        }
    }

    /** Carries them out; those that changed something are counted. */
    private void count(
            List<DeliveryRecord> records,
            PreparedStatement statement,
            SqlCounts happened,
            Set<Long> gone)
            throws SQLException {
        int[] changed = records.isEmpty() ? new int[0] : statement.executeBatch();
        for (int i = 0; i < changed.length; i++) {
            if (changed[i] > 0) {
                happened.recorded(records.get(i));
            } else if (isErased(records.get(i))) {
                gone.add(records.get(i).delivery().id());
            }
        }
    }

    /** What has been added to which statement's batch. */
    private static final class Batches {
        final List<DeliveryRecord> ends = new ArrayList<>();
        final List<DeliveryRecord> waits = new ArrayList<>();
        final List<DeliveryRecord> hooks = new ArrayList<>();
        int attempts;
        int requests;
        int responses;
        int results;
        int notes;
        int failures;
    }

    private void addChange(DeliveryRecord record, Batches batches) throws SQLException {
        Change change = record.change();
        if (change instanceof Delivered) {
            addEnd(record, "delivered", null, null, batches);
        } else if (change instanceof Skipped skipped) {
            addEnd(record, "skipped", skipped.stage(), skipped.reason(), batches);
        } else if (change instanceof Failed failed) {
            addEnd(record, "failed", failed.stage(), failed.reason(), batches);
        } else if (change instanceof Waiting waiting) {
            addWait(record, waiting);
            batches.waits.add(record);
        } else if (change instanceof HooksDone done) {
            addHooks(record, "done", null, null, done.result());
            batches.hooks.add(record);
        } else if (change instanceof HooksFailed failed) {
            addHooks(record, "failed", failed.stage(), failed.reason(), null);
            batches.hooks.add(record);
        }
    }

    private void addBelongings(DeliveryRecord record, Batches batches) throws SQLException {
        if (record.made().attempt() != null) {
            addAttempt(record.delivery().id(), record.made().attempt());
            batches.attempts++;
        }
        if (record.made().request() != null && !record.made().requestIsStored()) {
            addRequest(record.delivery().id(), record.made().request());
            batches.requests++;
        }
        for (Note said : record.made().beside().notes()) {
            addNote(record, said);
            batches.notes++;
        }
    }

    private void addNote(DeliveryRecord record, Note said) throws SQLException {
        note.setLong(1, record.delivery().id());
        note.setInt(2, record.made().attempts());
        note.setString(3, said.kind());
        note.setString(4, hidden(said.json()));
        note.addBatch();
    }

    /** What is stored beside a delivery's end, if this record is what ended it. */
    private void addOutcome(DeliveryRecord record, Batches batches) throws SQLException {
        if (record.change() instanceof Delivered delivered) {
            addDelivered(record.delivery().id(), delivered, batches);
        } else if (record.change() instanceof Failed failed) {
            addFailedQuery(record, failed);
            batches.failures++;
        }
    }

    private void addDelivered(long delivery, Delivered delivered, Batches batches)
            throws SQLException {
        if (delivered.forHooks() != null) {
            addResponse(delivery, delivered.forHooks());
            batches.responses++;
        }
        if (delivered.result() != null) {
            result.setString(1, hidden(delivered.result()));
            result.setLong(2, delivery);
            result.addBatch();
            batches.results++;
        }
    }

    private void addEnd(
            DeliveryRecord record,
            String status,
            @Nullable String stage,
            @Nullable String reason,
            Batches batches)
            throws SQLException {
        boolean hooksDue =
                record.change() instanceof Delivered delivered && delivered.forHooks() != null;
        end.setString(1, status);
        end.setString(2, text(stage));
        end.setString(3, hidden(reason));
        end.setInt(4, record.made().attempts());
        end.setString(5, hooksDue ? "due" : "none");
        end.setLong(6, record.at());
        end.setLong(7, record.delivery().id());
        end.addBatch();
        batches.ends.add(record);
    }

    private void addWait(DeliveryRecord record, Waiting waiting) throws SQLException {
        wait.setString(1, text(waiting.stage()));
        wait.setString(2, hidden(waiting.reason()));
        wait.setInt(3, record.made().attempts());
        wait.setLong(4, waiting.dueAt());
        wait.setLong(
                5,
                record.made().attempt() == null
                        ? record.at()
                        : record.made().attempt().startedAt());
        wait.setLong(6, record.delivery().id());
        wait.setInt(7, record.made().attempts());
        wait.setLong(8, waiting.dueAt());
        wait.addBatch();
    }

    private void addHooks(
            DeliveryRecord record,
            String after,
            @Nullable String stage,
            @Nullable String reason,
            @Nullable String result)
            throws SQLException {
        hooks.setString(1, after);
        hooks.setString(2, text(stage));
        hooks.setString(3, hidden(reason));
        hooks.setString(4, hidden(result));
        hooks.setLong(5, record.delivery().id());
        hooks.setString(6, after);
        hooks.addBatch();
    }

    private void addAttempt(long delivery, Attempt made) throws SQLException {
        attempt.setLong(1, delivery);
        attempt.setInt(2, made.number());
        attempt.setLong(3, made.startedAt());
        attempt.setInt(4, made.durationMs());
        attempt.setObject(5, made.status(), Types.INTEGER);
        attempt.setBytes(6, payloads.storedOrNull(made.response()));
        attempt.setString(7, hidden(made.error()));
        attempt.addBatch();
    }

    private void addRequest(long delivery, StoredRequest sent) throws SQLException {
        request.setLong(1, delivery);
        request.setString(2, text(sent.method()));
        request.setString(3, hidden(sent.url()));
        request.setString(4, payloads.stored(Json.text(sent.headers())));
        request.setBytes(5, payloads.storedOrNull(sent.body()));
        request.addBatch();
    }

    private void addResponse(long delivery, StoredResponse answer) throws SQLException {
        response.setLong(1, delivery);
        response.setInt(2, answer.status());
        response.setString(3, payloads.stored(Json.text(answer.headers())));
        response.setBytes(4, payloads.storedOrNull(answer.body()));
        response.addBatch();
    }

    private void addFailedQuery(DeliveryRecord record, Failed failed) throws SQLException {
        StoredRequest sent = record.made().request();
        Attempt last = record.made().attempt();
        Change.Query query = failed.query();
        failedQuery.setLong(1, query.id());
        failedQuery.setLong(2, record.delivery().id());
        failedQuery.setString(3, record.delivery().connector());
        failedQuery.setString(4, query.eventId());
        failedQuery.setString(5, query.eventType());
        failedQuery.setString(6, query.subject());
        failedQuery.setString(7, text(failed.stage()));
        failedQuery.setString(8, text(sent == null ? null : sent.method()));
        failedQuery.setString(9, hidden(sent == null ? null : sent.url()));
        failedQuery.setString(10, sent == null ? null : payloads.stored(Json.text(sent.headers())));
        failedQuery.setBytes(11, sent == null ? null : payloads.storedOrNull(sent.body()));
        failedQuery.setObject(12, last == null ? null : last.status(), Types.INTEGER);
        failedQuery.setBytes(13, last == null ? null : payloads.storedOrNull(last.response()));
        failedQuery.setString(14, hidden(failed.reason()));
        failedQuery.setInt(15, query.tries().count());
        failedQuery.setObject(16, dialect.timeOrNull(query.tries().firstAt()));
        failedQuery.setObject(17, dialect.time(query.tries().failedAt()));
        failedQuery.addBatch();
        sink.setLong(1, query.id());
        sink.addBatch();
    }

    /** A text that may say what an event or an answer says. */
    private @Nullable String hidden(@Nullable String payload) {
        return payloads.storedOrNull(text(payload));
    }

    private Set<String> release(List<DeliveryRecord> ends, int[] changed, SubjectCounts counts)
            throws SQLException {
        Set<String> released = new HashSet<>();
        for (int i = 0; i < changed.length; i++) {
            DeliveryRef ref = ends.get(i).delivery();
            if (changed[i] > 0
                    && ref.subjectHash() != 0
                    && counts.remove(ref.connector(), ref.subjectHash())) {
                unblock.setLong(1, ends.get(i).at());
                unblock.setString(2, ref.connector());
                unblock.setLong(3, ref.subjectHash());
                unblock.addBatch();
                released.add(ref.connector());
            }
        }
        if (!released.isEmpty()) {
            unblock.executeBatch();
        }
        return released;
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement :
                List.of(
                        end,
                        wait,
                        hooks,
                        attempt,
                        request,
                        response,
                        failedQuery,
                        sink,
                        result,
                        note,
                        erased,
                        unblock)) {
            statement.close();
        }
    }
}
