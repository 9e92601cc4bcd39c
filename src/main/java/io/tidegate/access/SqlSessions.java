package io.tidegate.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table {@code console_session}. */
final class SqlSessions {
    static final int SHOWN_ID = 16;
    private static final int KEPT_OF_PERSON = 50;
    private static final String SELECT =
            "SELECT id_hash, person, signed_in_by, started_at, last_seen_at, expires_at, address, agent, generation,"
                    + " renewed_at FROM console_session";

    private SqlSessions() {}

    /** A session, and how far its cookie is. */
    record Row(String idHash, Session session, int generation, long renewedAt) {}

    static void add(SqlRows rows, String idHash, Session session) {
        long now = session.startedAt();
        rows.execute("DELETE FROM console_session WHERE expires_at <= ?", now);
        rows.execute(
                "DELETE FROM console_session WHERE person = ? AND id_hash NOT IN (SELECT id_hash FROM console_session"
                        + " WHERE person = ? ORDER BY started_at DESC LIMIT "
                        + (KEPT_OF_PERSON - 1)
                        + ")",
                session.person(),
                session.person());
        rows.execute(
                "INSERT INTO console_session (id_hash, person, signed_in_by, generation, renewed_at, started_at,"
                        + " last_seen_at, expires_at, address, agent) VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?)",
                idHash,
                session.person(),
                session.by(),
                now,
                now,
                now,
                session.expiresAt(),
                session.visit().address(),
                session.visit().agent());
    }

    static Optional<Row> find(SqlRows rows, String idHash, long now) {
        return select(rows, " WHERE id_hash = ? AND expires_at > ?", idHash, now).stream()
                .findFirst();
    }

    /** Newest first. */
    static List<Session> of(SqlRows rows, String person, long now) {
        return select(
                        rows,
                        " WHERE person = ? AND expires_at > ? ORDER BY started_at DESC, id_hash",
                        person,
                        now)
                .stream()
                .map(Row::session)
                .toList();
    }

    /** From where somebody of this name is signed in. */
    static List<String> addresses(SqlRows rows, String name, long now) {
        return rows.select(
                "SELECT s.address FROM console_session s JOIN person p ON p.name = s.person"
                        + " WHERE p.name_key = ? AND s.expires_at > ?",
                row -> row.getString(1),
                Names.key(name),
                now);
    }

    /** How many each person has. */
    static Map<String, Integer> counts(SqlRows rows, long now) {
        Map<String, Integer> counts = new HashMap<>();
        rows.select(
                        "SELECT person, count(*) FROM console_session WHERE expires_at > ? GROUP BY person",
                        row -> Map.entry(row.getString(1), row.getInt(2)),
                        now)
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /** False if another request renewed it first. */
    static boolean renew(SqlRows rows, Row row, long now) {
        return rows.execute(
                        "UPDATE console_session SET generation = generation + 1, renewed_at = ? WHERE id_hash = ?"
                                + " AND generation = ?",
                        now,
                        row.idHash(),
                        row.generation())
                > 0;
    }

    /** The cookies of this person are made anew at their next requests. */
    static void renewSoon(SqlRows rows, String person) {
        rows.execute("UPDATE console_session SET renewed_at = 0 WHERE person = ?", person);
    }

    /** How many there were. */
    static int delete(SqlRows rows, String person, String shownId) {
        return rows.execute(
                "DELETE FROM console_session WHERE person = ? AND substr(id_hash, 1, "
                        + SHOWN_ID
                        + ") = ?",
                person,
                shownId);
    }

    static int deleteAll(SqlRows rows, String person) {
        return rows.execute("DELETE FROM console_session WHERE person = ?", person);
    }

    static int deleteOthers(SqlRows rows, String person, String shownId) {
        return rows.execute(
                "DELETE FROM console_session WHERE person = ? AND substr(id_hash, 1, "
                        + SHOWN_ID
                        + ") <> ?",
                person,
                shownId);
    }

    private static List<Row> select(SqlRows rows, String where, Object... values) {
        return rows.select(SELECT + where, SqlSessions::read, values);
    }

    private static Row read(ResultSet row) throws SQLException {
        String idHash = row.getString(1);
        Session session =
                new Session(
                        idHash.substring(0, SHOWN_ID),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        new Visit(row.getString(7), false, row.getString(8)));
        return new Row(idHash, session, row.getInt(9), row.getLong(10));
    }
}
