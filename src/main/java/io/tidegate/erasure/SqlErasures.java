package io.tidegate.erasure;

import io.tidegate.erasure.Erasure.Counts;
import io.tidegate.journal.JournalUnavailable;
import io.tidegate.journal.SqlDatabase;
import io.tidegate.journal.SqlErase;
import io.tidegate.journal.SqlJournal;
import io.tidegate.journal.SqlTopics;
import io.tidegate.journal.Topic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table {@code erasure}, and the steps that it keeps count of. */
final class SqlErasures {
    private static final String COLUMNS =
            "SELECT id, subject_hash, up_to, events, deliveries, records, started_at, started_by, finished_at,"
                    + " subject FROM erasure WHERE ";
    private static final int KEPT = 1_000;

    private final SqlDatabase database;
    private final SqlJournal journal;

    /** One that is to be gone on with, and whom it is about. */
    record Open(Erasure erasure, String subject) {}

    private interface Reading<T> {
        T from(Connection connection) throws SQLException;
    }

    SqlErasures(SqlDatabase database, SqlJournal journal) {
        this.database = database;
        this.journal = journal;
    }

    void add(Erasure erasure, String subject) {
        journal.changeNow(
                (connection, dialect) -> {
                    try (PreparedStatement insert =
                            connection.prepareStatement(
                                    "INSERT INTO erasure (id, subject, subject_hash, up_to, state, events,"
                                            + " deliveries, records, started_at, started_by)"
                                            + " VALUES (?, ?, ?, ?, 'running', 0, 0, 0, ?, ?)")) {
                        insert.setLong(1, erasure.id());
                        insert.setString(2, journal.payloads().stored(subject));
                        insert.setString(3, erasure.subjectHash());
                        insert.setLong(4, erasure.upTo());
                        insert.setLong(5, erasure.startedAt());
                        insert.setString(6, erasure.startedBy());
                        insert.executeUpdate();
                    }
                    SqlTopics.changed(Topic.JOBS, connection, dialect);
                    return 1;
                });
    }

    /** Newest first. */
    List<Erasure> all() {
        String newest = "1 = ? ORDER BY id DESC LIMIT " + KEPT;
        return read(connection -> select(connection, newest, 1, SqlErasures::erasure));
    }

    @Nullable Erasure find(long id) {
        List<Erasure> found =
                read(connection -> select(connection, "id = ?", id, SqlErasures::erasure));
        return found.isEmpty() ? null : found.get(0);
    }

    /**
     * @throws JournalUnavailable also if the key is missing that a subject is encrypted with
     */
    List<Open> running() {
        String running = "state = 'running' AND 1 = ? ORDER BY id";
        return read(
                connection ->
                        select(
                                connection,
                                running,
                                1,
                                row ->
                                        new Open(
                                                erasure(row),
                                                database.payloads().read(row.getString(10)))));
    }

    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private static <T> List<T> select(
            Connection connection, String where, long value, Row<T> reader) throws SQLException {
        List<T> found = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(COLUMNS + where)) {
            select.setLong(1, value);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(reader.of(row));
                }
            }
        }
        return found;
    }

    private static Erasure erasure(ResultSet row) throws SQLException {
        long finished = row.getLong(9);
        Long finishedAt = row.wasNull() ? null : finished;
        return new Erasure(
                row.getLong(1),
                row.getString(2),
                row.getLong(3),
                new Counts(row.getLong(4), row.getLong(5), row.getLong(6)),
                row.getLong(7),
                row.getString(8),
                finishedAt);
    }

    /** Deliveries of the subject's events that have not ended, or whose after hooks are due. */
    long unfinished(String subject, long upTo) {
        return read(connection -> SqlErase.unfinished(connection, subject, upTo));
    }

    /** The events of those that have not ended. */
    List<Long> toDiscard(String subject, long upTo) {
        return read(connection -> SqlErase.toDiscard(connection, subject, upTo));
    }

    /** Its events that are not erased yet, a few of them. */
    SqlErase.Window events(String subject, long after, long upTo) {
        return read(connection -> SqlErase.events(connection, subject, after, upTo));
    }

    /** Rejected records that name it, and are not erased yet. */
    List<Long> records(String subject, long upTo) {
        return read(connection -> SqlErase.records(connection, database.payloads(), subject, upTo));
    }

    /** One transaction; what was made pending again meanwhile is left for the next one. */
    Counts erase(long id, List<Long> events, List<Long> records, long now) {
        return journal.changeNow(
                (connection, dialect) -> {
                    SqlErase erase = new SqlErase(connection, dialect, now);
                    long deliveries = 0;
                    long erased = 0;
                    for (long event : events) {
                        int some = erase.event(event);
                        erased += some < 0 ? 0 : 1;
                        deliveries += Math.max(some, 0);
                    }
                    erase.records(records);
                    Counts more = new Counts(erased, deliveries, records.size());
                    count(connection, id, more);
                    return more;
                });
    }

    private static void count(Connection connection, long id, Counts more) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "UPDATE erasure SET events = events + ?, deliveries = deliveries + ?, records = records + ?"
                                + " WHERE id = ?")) {
            update.setLong(1, more.events());
            update.setLong(2, more.deliveries());
            update.setLong(3, more.records());
            update.setLong(4, id);
            update.executeUpdate();
        }
    }

    /** From here on nothing tells the subject but its hash. */
    void end(long id, long now) {
        journal.changeNow(
                (connection, dialect) -> {
                    SqlErase.overwriting(connection, dialect);
                    try (PreparedStatement update =
                            connection.prepareStatement(
                                    "UPDATE erasure SET subject = NULL, state = 'done', finished_at = ?"
                                            + " WHERE id = ? AND state = 'running'")) {
                        update.setLong(1, now);
                        update.setLong(2, id);
                        return update.executeUpdate();
                    }
                });
    }

    private <T> T read(Reading<T> reading) {
        try (Connection connection = database.readers().getConnection()) {
            connection.setAutoCommit(false); // PostgreSQL would read all rows at once otherwise
            try {
                return reading.from(connection);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new JournalUnavailable(
                    "what is to be erased cannot be read: " + e.getMessage(), e);
        }
    }
}
