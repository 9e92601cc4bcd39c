package io.tidegate.failedquery;

import io.tidegate.event.Json;
import io.tidegate.failedquery.FailedQuery.Sent;
import io.tidegate.failedquery.FailedQuery.State;
import io.tidegate.failedquery.Replay.AsItWas;
import io.tidegate.failedquery.Replay.Edited;
import io.tidegate.failedquery.Replay.FromEvent;
import io.tidegate.failedquery.Resolved.Done;
import io.tidegate.failedquery.Resolved.NotFound;
import io.tidegate.failedquery.Resolved.Reason;
import io.tidegate.failedquery.Resolved.Refused;
import io.tidegate.journal.Payloads;
import io.tidegate.journal.SqlDialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The statements that end a failed query, within one transaction; a refusal has changed nothing.
 */
final class SqlResolution {
    private final Connection connection;
    private final SqlDialect dialect;
    private final Payloads payloads;
    private final SqlFailedQueryRows rows;

    /**
     * @param key the idempotency key; null means the delivery's id
     */
    private record Delivery(String status, @Nullable String key) {}

    SqlResolution(Connection connection, SqlDialect dialect, Payloads payloads) {
        this.payloads = payloads;
        this.connection = connection;
        this.dialect = dialect;
        this.rows = new SqlFailedQueryRows(connection, dialect, payloads);
    }

    /** Another node may resolve it at this moment: what is read after this stays so. */
    private void lock(long id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT id FROM failed_query WHERE id = ?" + dialect.forUpdate())) {
            select.setLong(1, id);
            select.execute();
        }
    }

    Resolved discard(long id, String by, Instant at) throws SQLException {
        lock(id);
        FailedQuery query = rows.one(id);
        Resolved refusal = refusal(query, "discarded");
        if (query == null || refusal != null) {
            return refusal == null ? new NotFound() : refusal;
        }
        return resolve(query, State.DISCARDED, by, at);
    }

    Resolved replay(long id, Replay how, String by, Instant at) throws SQLException {
        lock(id);
        FailedQuery query = rows.one(id);
        Resolved refusal = refusal(query, "replayed");
        if (query == null || refusal != null) {
            return refusal == null ? new NotFound() : refusal;
        }
        Delivery delivery = delivery(query.origin().deliveryId());
        if (delivery == null || !delivery.status().equals("failed")) {
            String is = delivery == null ? "was deleted" : "is " + delivery.status();
            return new Refused(
                    Reason.CONFLICT,
                    "delivery "
                            + query.origin().deliveryId()
                            + " "
                            + is
                            + ", only a failed one can be replayed; nothing was changed");
        }
        String mistake = how instanceof Edited edit ? mistake(query, edit) : null;
        if (mistake != null) {
            return new Refused(Reason.INVALID, mistake);
        }
        Resolved done = resolve(query, State.REPLAYED, by, at);
        String key = key(query.origin().deliveryId(), delivery, how);
        storeRequest(query, how, key);
        release(query.origin().deliveryId(), key, at);
        return done;
    }

    private static @Nullable String mistake(FailedQuery query, Edited edit) {
        if (query.request() == null) {
            return "the delivery failed at "
                    + query.stage()
                    + " before there was a request, so there is none to edit;"
                    + " {\"from\": \"event\"} builds one";
        }
        String key = RequestEdit.keyMistake(edit, query.request());
        return key != null ? key : RequestEdit.stranger(edit, query.request());
    }

    private static @Nullable Resolved refusal(@Nullable FailedQuery query, String wish) {
        if (query == null) {
            return new NotFound();
        }
        State state = query.resolution().state();
        return state == State.OPEN
                ? null
                : new Refused(
                        Reason.CONFLICT,
                        "failed query "
                                + query.id()
                                + " is "
                                + state.word()
                                + ", only an open one can be "
                                + wish
                                + "; nothing was changed");
    }

    private @Nullable Delivery delivery(long id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT status, idempotency_key FROM delivery WHERE id = ?")) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? new Delivery(row.getString(1), row.getString(2)) : null;
            }
        }
    }

    private void storeRequest(FailedQuery query, Replay how, @Nullable String key)
            throws SQLException {
        long delivery = query.origin().deliveryId();
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM request WHERE delivery = ?")) {
            delete.setLong(1, delivery);
            delete.executeUpdate();
        }
        Sent request = how instanceof FromEvent ? null : query.request();
        if (request == null) {
            return;
        }
        if (how instanceof Edited edit && key != null) {
            request = RequestEdit.of(request, edit, key);
        }
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO request (delivery, method, url, headers, body) VALUES (?, ?, ?, ?, ?)")) {
            insert.setLong(1, delivery);
            insert.setString(2, request.method());
            insert.setString(3, payloads.stored(request.url()));
            insert.setString(4, payloads.stored(Json.text(request.headers())));
            insert.setBytes(5, payloads.storedOrNull(request.body()));
            insert.executeUpdate();
        }
    }

    private Done resolve(FailedQuery query, State state, String by, Instant at)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "UPDATE failed_query SET state = ?, resolved_at = ?, resolved_by = ? WHERE id = ?")) {
            update.setString(1, state.word());
            update.setObject(
                    2,
                    dialect == SqlDialect.POSTGRESQL ? at.atOffset(ZoneOffset.UTC) : at.toString());
            update.setString(3, by);
            update.setLong(4, query.id());
            update.executeUpdate();
        }
        var resolution = new FailedQuery.Resolution(state, at, by);
        return new Done(
                new FailedQuery(
                        query.id(),
                        query.origin(),
                        query.stage(),
                        query.request(),
                        query.outcome(),
                        resolution));
    }

    private @Nullable String key(long delivery, Delivery before, Replay how) throws SQLException {
        return how instanceof AsItWas
                ? before.key()
                : delivery + "." + replays(delivery, before.key());
    }

    /**
     * With this one. Never one that its key has had, also if failed queries were deleted meanwhile.
     */
    private int replays(long delivery, @Nullable String key) throws SQLException {
        int used = key == null ? 0 : Integer.parseInt(key.substring(key.lastIndexOf('.') + 1));
        try (PreparedStatement count =
                connection.prepareStatement(
                        "SELECT count(*) FROM failed_query WHERE delivery_id = ? AND state = 'replayed'")) {
            count.setLong(1, delivery);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return Math.max(row.getInt(1), used + 1);
            }
        }
    }

    /**
     * A replay goes at once: its subject's hash is 0, so that it waits for nobody and holds nobody.
     * Among several nodes it is for the one that has its partition to take in.
     */
    private void release(long delivery, @Nullable String key, Instant at) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "UPDATE delivery SET status = 'pending', blocked = ?, handed_over = ?, subject_hash = 0, due_at = ?,"
                                + " prior_attempts = attempts, first_attempt_at = NULL, reason = NULL, stage = NULL,"
                                + " after = 'none', finished_at = NULL, owner = NULL, idempotency_key = ? WHERE id = ?")) {
            int others = dialect.isShared() ? 1 : 0;
            update.setInt(1, others);
            update.setInt(2, others);
            update.setLong(3, at.toEpochMilli());
            update.setString(4, key);
            update.setLong(5, delivery);
            update.executeUpdate();
        }
    }
}
