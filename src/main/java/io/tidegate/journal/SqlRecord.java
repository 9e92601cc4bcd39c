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
    private final SqlRows end;
    private final SqlRows wait;
    private final SqlRows hooks;
    private final SqlRows attempt;
    private final SqlRows request;
    private final SqlRows response;
    private final SqlRows failedQuery;
    private final SqlRows sink;
    private final SqlRows result;
    private final SqlRows note;
    private final SqlRows unblock;
    private final PreparedStatement erased;

    SqlRecord(Connection connection, SqlDialect dialect, Payloads payloads) throws SQLException {
        this.dialect = dialect;
        this.payloads = payloads;
        end =
                delivery(
                        connection,
                        "status text, stage text, reason text, attempts integer, after text, finished bigint, id bigint",
                        "status = :status, stage = :stage, reason = :reason, attempts = :attempts, after = :after,"
                                + " finished_at = :finished",
                        UNFINISHED);
        wait =
                delivery(
                        connection,
                        "stage text, reason text, attempts integer, due bigint, first bigint, id bigint",
                        "status = 'waiting', stage = :stage, reason = :reason, attempts = :attempts, due_at = :due,"
                                + " first_attempt_at = COALESCE(first_attempt_at, :first)",
                        UNFINISHED
                                + " AND (status = 'pending' OR attempts <> :attempts OR due_at <> :due)");
        hooks =
                delivery(
                        connection,
                        "after text, stage text, reason text, result text, id bigint",
                        "after = :after, stage = :stage, reason = :reason, result = COALESCE(:result, result)",
                        " AND status = 'delivered' AND (after <> :after OR after = 'done') AND erased_at IS NULL");
        result = delivery(connection, "result text, id bigint", "result = :result", "");
        attempt =
                SqlRows.insert(
                        connection,
                        dialect,
                        "attempt",
                        "delivery bigint, number integer, started_at bigint, duration_ms integer, status integer,"
                                + " response bytea, error text");
        request =
                SqlRows.insert(
                        connection,
                        dialect,
                        "request",
                        "delivery bigint, method text, url text, headers text, body bytea");
        response =
                SqlRows.insert(
                        connection,
                        dialect,
                        "response",
                        "delivery bigint, status integer, headers text, body bytea");
        sink = SqlRows.insert(connection, dialect, "failed_query_sink", "id bigint");
        failedQuery =
                SqlRows.insert(
                        connection,
                        dialect,
                        "failed_query",
                        "id bigint, delivery_id bigint, connector text, event_id text, event_type text, subject text,"
                                + " stage text, method text, url text, request_headers text, request_body bytea,"
                                + " response_status integer, response_body bytea, error text, attempts integer,"
                                + " first_attempt_at timestamptz, failed_at timestamptz, state text");
        note =
                SqlRows.insert(
                        connection,
                        dialect,
                        "delivery_note",
                        "delivery bigint, number integer, kind text, note text");
        unblock = SqlRows.unblock(connection, dialect);
        erased =
                connection.prepareStatement(
                        "SELECT 1 FROM delivery WHERE id = ? AND erased_at IS NOT NULL");
    }

    private SqlRows delivery(Connection connection, String columns, String set, String where)
            throws SQLException {
        return SqlRows.update(connection, dialect, "delivery", columns, set, where);
    }

    /** Stores them; returns the connectors of which a delivery that was blocked may go now. */
    Set<String> store(List<DeliveryRecord> records, SubjectCounts counts, SqlCounts happened)
            throws SQLException {
        Set<String> released = new HashSet<>();
        Set<Long> deliveries = new HashSet<>();
        int from = 0;
        for (int i = 0; i < records.size(); i++) {
            if (!deliveries.add(records.get(i).delivery().id())) {
                released.addAll(storeOnce(records.subList(from, i), counts, happened));
                deliveries = new HashSet<>(Set.of(records.get(i).delivery().id()));
                from = i;
            }
        }
        released.addAll(storeOnce(records.subList(from, records.size()), counts, happened));
        return released;
    }

    /** Of different deliveries. */
    private Set<String> storeOnce(
            List<DeliveryRecord> records, SubjectCounts counts, SqlCounts happened)
            throws SQLException {
        Batches batches = new Batches();
        for (DeliveryRecord record : records) {
            addChange(record, batches);
        }
        Set<Long> gone = new HashSet<>();
        boolean[] ended = count(batches.ends, end, happened, gone);
        for (int i = 0; i < ended.length; i++) {
            if (ended[i]) {
                addOutcome(batches.ends.get(i));
            }
        }
        count(batches.waits, wait, happened, gone);
        count(batches.hooks, hooks, happened, gone);
        for (DeliveryRecord record : records) {
            if (!gone.contains(record.delivery().id())) {
                addBelongings(record);
            }
        }
        for (SqlRows rows : List.of(attempt, request, response, note, result, failedQuery, sink)) {
            rows.write();
        }
        return release(batches.ends, ended, counts);
    }

    /** An attempt that was on the wire while its delivery was erased leaves nothing. */
    private boolean isErased(DeliveryRecord record) throws SQLException {
        erased.setLong(1, record.delivery().id());
        try (ResultSet row = erased.executeQuery()) {
            return row.next();
        }
    }

    /** Carries them out; those that changed something are counted. */
    private boolean[] count(
            List<DeliveryRecord> records, SqlRows statement, SqlCounts happened, Set<Long> gone)
            throws SQLException {
        boolean[] changed =
                statement.changed(records.stream().map(one -> one.delivery().id()).toList());
        for (int i = 0; i < changed.length; i++) {
            if (changed[i]) {
                happened.recorded(records.get(i));
            } else if (isErased(records.get(i))) {
                gone.add(records.get(i).delivery().id());
            }
        }
        return changed;
    }

    /** What changes deliveries, by its statement. */
    private static final class Batches {
        final List<DeliveryRecord> ends = new ArrayList<>();
        final List<DeliveryRecord> waits = new ArrayList<>();
        final List<DeliveryRecord> hooks = new ArrayList<>();
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

    private void addBelongings(DeliveryRecord record) throws SQLException {
        long delivery = record.delivery().id();
        if (record.made().attempt() != null) {
            addAttempt(delivery, record.made().attempt());
        }
        if (record.made().request() != null && !record.made().requestIsStored()) {
            addRequest(delivery, record.made().request());
        }
        for (Note said : record.made().beside().notes()) {
            note.set(delivery)
                    .set(record.made().attempts())
                    .set(said.kind())
                    .set(hidden(said.json()))
                    .add();
        }
    }

    /** What is stored beside a delivery's end, if this record is what ended it. */
    private void addOutcome(DeliveryRecord record) throws SQLException {
        if (record.change() instanceof Delivered delivered) {
            addDelivered(record.delivery().id(), delivered);
        } else if (record.change() instanceof Failed failed) {
            addFailedQuery(record, failed);
        }
    }

    private void addDelivered(long delivery, Delivered delivered) throws SQLException {
        StoredResponse answer = delivered.forHooks();
        if (answer != null) {
            response.set(delivery)
                    .set(answer.status())
                    .set(payloads.stored(Json.text(answer.headers())))
                    .set(payloads.storedOrNull(answer.body()))
                    .add();
        }
        if (delivered.result() != null) {
            result.set(hidden(delivered.result())).set(delivery).add();
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
        end.set(status)
                .set(text(stage))
                .set(hidden(reason))
                .set(record.made().attempts())
                .set(hooksDue ? "due" : "none")
                .set(record.at())
                .set(record.delivery().id())
                .add();
        batches.ends.add(record);
    }

    private void addWait(DeliveryRecord record, Waiting waiting) throws SQLException {
        Attempt made = record.made().attempt();
        wait.set(text(waiting.stage()))
                .set(hidden(waiting.reason()))
                .set(record.made().attempts())
                .set(waiting.dueAt())
                .set(made == null ? record.at() : made.startedAt())
                .set(record.delivery().id())
                .add();
    }

    private void addHooks(
            DeliveryRecord record,
            String after,
            @Nullable String stage,
            @Nullable String reason,
            @Nullable String result)
            throws SQLException {
        hooks.set(after)
                .set(text(stage))
                .set(hidden(reason))
                .set(hidden(result))
                .set(record.delivery().id())
                .add();
    }

    private void addAttempt(long delivery, Attempt made) throws SQLException {
        attempt.set(delivery)
                .set(made.number())
                .set(made.startedAt())
                .set(made.durationMs())
                .setOrNull(made.status())
                .set(payloads.storedOrNull(made.response()))
                .set(hidden(made.error()))
                .add();
    }

    private void addRequest(long delivery, StoredRequest sent) throws SQLException {
        request.set(delivery)
                .set(text(sent.method()))
                .set(hidden(sent.url()))
                .set(payloads.stored(Json.text(sent.headers())))
                .set(payloads.storedOrNull(sent.body()))
                .add();
    }

    private void addFailedQuery(DeliveryRecord record, Failed failed) throws SQLException {
        StoredRequest sent = record.made().request();
        Attempt last = record.made().attempt();
        Change.Query query = failed.query();
        failedQuery
                .set(query.id())
                .set(record.delivery().id())
                .set(record.delivery().connector())
                .set(query.eventId())
                .set(query.eventType())
                .set(query.subject())
                .set(text(failed.stage()))
                .set(text(sent == null ? null : sent.method()))
                .set(hidden(sent == null ? null : sent.url()))
                .set(sent == null ? null : payloads.stored(Json.text(sent.headers())))
                .set(sent == null ? null : payloads.storedOrNull(sent.body()))
                .setOrNull(last == null ? null : last.status())
                .set(last == null ? null : payloads.storedOrNull(last.response()))
                .set(hidden(failed.reason()))
                .set(query.tries().count())
                .setTime(dialect.timeOrNull(query.tries().firstAt()))
                .setTime(dialect.time(query.tries().failedAt()))
                .set("open")
                .add();
        sink.set(query.id()).add();
    }

    /** A text that may say what an event or an answer says. */
    private @Nullable String hidden(@Nullable String payload) {
        return payloads.storedOrNull(text(payload));
    }

    private Set<String> release(List<DeliveryRecord> ends, boolean[] changed, SubjectCounts counts)
            throws SQLException {
        Set<String> released = new HashSet<>();
        Set<List<Object>> once = new HashSet<>();
        for (int i = 0; i < changed.length; i++) {
            DeliveryRef ref = ends.get(i).delivery();
            if (changed[i]
                    && ref.subjectHash() != 0
                    && counts.remove(ref.connector(), ref.subjectHash())) {
                if (!once.add(List.of(ref.connector(), ref.subjectHash()))) {
                    unblock.write(); // each looks for the first that is still blocked
                    once.clear();
                }
                unblock.set(ends.get(i).at()).set(ref.connector()).set(ref.subjectHash()).add();
                released.add(ref.connector());
            }
        }
        unblock.write();
        return released;
    }

    @Override
    public void close() throws SQLException {
        for (SqlRows rows :
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
                        unblock)) {
            rows.close();
        }
        erased.close();
    }
}
