package io.tidegate.journal;

import io.tidegate.event.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The statements that take out of rows what they said; each object is one transaction's. */
public final class SqlErase {
    /** Events of one transaction. */
    private static final int AT_ONCE = 50;

    private static final String ERASED = "erased";
    private static final int WINDOW = 20_000;
    private static final String UNFINISHED = "d.status IN ('pending', 'waiting')";

    /** Each has an index of its own; CROSS JOIN keeps SQLite to this order of the tables. */
    private static final String OF_SUBJECT =
            "SELECT d.event FROM delivery d CROSS JOIN event e"
                    + " WHERE e.seq = d.event AND e.subject = ? AND e.seq <= ? AND ";

    private static final List<String> TO_DISCARD =
            List.of(UNFINISHED + " AND d.blocked = 0", "d.blocked = 1");

    private static final List<String> BELONGINGS =
            List.of(
                    "UPDATE attempt SET response = NULL, error = NULL WHERE delivery = ?",
                    "UPDATE request SET url = '', headers = '{}', body = NULL WHERE delivery = ?",
                    "UPDATE response SET headers = '{}', body = NULL WHERE delivery = ?",
                    "UPDATE delivery_note SET note = '{}' WHERE delivery = ?",
                    "DELETE FROM failed_query_sink WHERE id IN"
                            + " (SELECT id FROM failed_query WHERE delivery_id = ?)");

    private final Connection connection;
    private final SqlDialect dialect;
    private final long now;

    /**
     * @param now ms since 1970
     */
    public SqlErase(Connection connection, SqlDialect dialect, long now) throws SQLException {
        this.connection = connection;
        this.dialect = dialect;
        this.now = now;
        overwriting(connection, dialect);
    }

    /** SQLite would leave what was there in pages and parts of pages that are free then. */
    public static void overwriting(Connection connection, SqlDialect dialect) throws SQLException {
        if (dialect == SqlDialect.SQLITE) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA secure_delete = ON");
            }
        }
    }

    /** Deliveries of its events that have not ended, or whose after hooks are due. */
    public static long unfinished(Connection connection, String subject, long upTo)
            throws SQLException {
        long due = ids(connection, OF_SUBJECT + "d.after = 'due'", subject, upTo).size();
        return due + toDiscard(connection, subject, upTo).size();
    }

    /** Once for each delivery of theirs that has not ended; those that may go before others. */
    public static List<Long> toDiscard(Connection connection, String subject, long upTo)
            throws SQLException {
        List<Long> found = new ArrayList<>();
        for (String work : TO_DISCARD) {
            found.addAll(ids(connection, OF_SUBJECT + work, subject, upTo));
        }
        return found;
    }

    /**
     * Some of its events.
     *
     * @param end the last one that was looked at
     * @param isLast whether nothing comes after it
     */
    public record Window(List<Long> events, long end, boolean isLast) {}

    /** No index finds them: a part of the table, oldest first; who is erased has no subject. */
    public static Window events(Connection connection, String subject, long after, long upTo)
            throws SQLException {
        long end;
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT max(seq) FROM (SELECT seq FROM event WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT "
                                + WINDOW
                                + ") w")) {
            select.setLong(1, after);
            select.setLong(2, upTo);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                end = row.getLong(1);
            }
        }
        if (end == 0) {
            return new Window(List.of(), after, true);
        }
        List<Long> found =
                ids(
                        connection,
                        "SELECT seq FROM event WHERE subject = ? AND seq <= ? AND seq > "
                                + after
                                + " ORDER BY seq LIMIT "
                                + AT_ONCE,
                        subject,
                        end);
        return new Window(found, found.size() == AT_ONCE ? found.get(AT_ONCE - 1) : end, false);
    }

    private static List<Long> ids(Connection connection, String sql, String subject, long upTo)
            throws SQLException {
        List<Long> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, subject);
            select.setLong(2, upTo);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getLong(1));
                }
            }
        }
        return found;
    }

    /** Rejected records whose key it is, or whose body or headers have it as a JSON text. */
    public static List<Long> records(
            Connection connection, Payloads payloads, String subject, long upTo)
            throws SQLException {
        String quoted = Json.text(subject);
        List<Long> found = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT id, record_key, headers, bytes FROM rejected_record WHERE id <= ? AND reason <> '"
                                + ERASED
                                + "' ORDER BY id")) {
            select.setLong(1, upTo);
            select.setFetchSize(4); // each may have 8 MiB
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    byte[] key = payloads.readOrNull(row.getBytes(2));
                    if ((key != null
                                    && Arrays.equals(key, subject.getBytes(StandardCharsets.UTF_8)))
                            || payloads.read(row.getString(3)).contains(quoted)
                            || new String(payloads.read(row.getBytes(4)), StandardCharsets.UTF_8)
                                    .contains(quoted)) {
                        found.add(row.getLong(1));
                    }
                }
            }
        }
        return found;
    }

    /**
     * Takes out what the event, its deliveries and their failed queries said.
     *
     * @return how many deliveries; -1: one is unfinished, nothing was done
     */
    public int event(long seq) throws SQLException {
        List<Long> deliveries = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT d.id, CASE WHEN "
                                + UNFINISHED
                                + " THEN 1 ELSE 0 END FROM delivery d WHERE d.event = ?"
                                + dialect.forUpdate())) {
            select.setLong(1, seq);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    if (rows.getInt(2) == 1) {
                        return -1;
                    }
                    deliveries.add(rows.getLong(1));
                }
            }
        }
        for (String belonging : BELONGINGS) {
            for (long delivery : deliveries) {
                update(belonging, delivery);
            }
        }
        for (long delivery : deliveries) {
            failedQueries(delivery);
            update(
                    "UPDATE delivery SET reason = CASE WHEN reason IS NULL THEN NULL ELSE 'erased' END,"
                            + " result = NULL, subject_hash = 0, erased_at = ?,"
                            + " after = CASE WHEN after = 'due' THEN 'failed' ELSE after END WHERE id = ?",
                    now,
                    delivery);
        }
        update(
                "UPDATE event SET data = NULL, extensions = NULL, subject = NULL, trace = NULL, erased_at = ? WHERE seq = ?",
                now,
                seq);
        return deliveries.size();
    }

    /** One that is open would be replayed with nothing to send: it is discarded. */
    private void failedQueries(long delivery) throws SQLException {
        update(
                "UPDATE failed_query SET resolved_at = CASE WHEN state = 'open' THEN ? ELSE resolved_at END,"
                        + " resolved_by = CASE WHEN state = 'open' THEN 'erasure' ELSE resolved_by END,"
                        + " state = CASE WHEN state = 'open' THEN 'discarded' ELSE state END,"
                        + " url = CASE WHEN url IS NULL THEN NULL ELSE '' END,"
                        + " request_headers = CASE WHEN request_headers IS NULL THEN NULL ELSE '{}' END,"
                        + " request_body = NULL, response_body = NULL, error = 'erased', subject = NULL"
                        + " WHERE delivery_id = ?",
                dialect.time(now),
                delivery);
    }

    /** Their places stay, so that what comes again is not kept again. */
    public void records(List<Long> ids) throws SQLException {
        for (long id : ids) {
            update(
                    "UPDATE rejected_record SET record_key = NULL, headers = '{}', bytes = ?, reason = 'erased'"
                            + " WHERE id = ?",
                    new byte[0],
                    id);
        }
    }

    private void update(String sql, Object... values) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            update.executeUpdate();
        }
    }
}
