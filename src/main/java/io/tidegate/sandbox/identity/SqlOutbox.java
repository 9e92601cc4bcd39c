package io.tidegate.sandbox.identity;

import io.tidegate.event.Json;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Webhooks that were sent, and those that are to be sent: of one account only the first is due. */
final class SqlOutbox extends SqlRows {
    private static final int KEPT = 2_000;

    SqlOutbox(Connection connection) {
        super(connection);
    }

    /** What is to be told, before it has its place. */
    record Letter(String uid, String event, String hookId, Map<String, @Nullable Object> body) {}

    /** One that is due. */
    record Due(long seq, String uid, byte[] body, int attempts) {}

    /**
     * One as it is shown.
     *
     * @param made milliseconds since the epoch
     * @param sent the same, or null while it is to be sent
     * @param result of its last attempt
     */
    record Shown(
            String event,
            String hookId,
            long made,
            @Nullable Long sent,
            int attempts,
            @Nullable String result) {}

    void add(Letter letter, long now) {
        change(
                "INSERT INTO outbox (uid, event, hook_id, body, made, due, attempts) VALUES"
                        + " (?, ?, ?, ?, ?, ?, 0)",
                letter.uid(),
                letter.event(),
                letter.hookId(),
                Json.write(letter.body()),
                now,
                now);
    }

    List<Due> due(long now, int most) {
        return rows(
                "SELECT seq, uid, body, attempts FROM outbox o WHERE sent IS NULL AND due <= ?"
                        + " AND NOT EXISTS (SELECT 1 FROM outbox p WHERE p.uid = o.uid AND"
                        + " p.seq < o.seq AND p.sent IS NULL) ORDER BY seq LIMIT ?",
                row ->
                        new Due(
                                row.getLong("seq"),
                                row.getString("uid"),
                                row.getBytes("body"),
                                row.getInt("attempts")),
                now,
                most);
    }

    void sent(long seq, long now, String result) {
        change(
                "UPDATE outbox SET sent = ?, attempts = attempts + 1, result = ? WHERE seq = ?",
                now,
                result,
                seq);
        change("DELETE FROM outbox WHERE seq <= ? AND sent IS NOT NULL", seq - KEPT);
    }

    void again(long seq, long due, String result) {
        change(
                "UPDATE outbox SET due = ?, attempts = attempts + 1, result = ? WHERE seq = ?",
                due,
                result,
                seq);
    }

    /** Of one account, or of all, the last first. */
    List<Shown> latest(@Nullable String uid, int most) {
        return rows(
                "SELECT event, hook_id, made, sent, attempts, result FROM outbox WHERE ? IS NULL OR"
                        + " uid = ? ORDER BY seq DESC LIMIT ?",
                SqlOutbox::shown,
                uid,
                uid,
                most);
    }

    private static Shown shown(ResultSet row) throws SQLException {
        long sent = row.getLong("sent");
        return new Shown(
                row.getString("event"),
                row.getString("hook_id"),
                row.getLong("made"),
                row.wasNull() ? null : Long.valueOf(sent),
                row.getInt("attempts"),
                row.getString("result"));
    }
}
