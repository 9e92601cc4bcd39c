package io.tidegate.bench;

import io.tidegate.event.Event;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the events of {@link Parked} into an empty journal, row by row as the journal itself
 * writes them: either parked for a destination that is dead, or delivered by one that is not.
 */
final class ParkedJournal {
    /** In one transaction. */
    private static final int TOGETHER = 20_000;

    private static final long RETRY_MILLIS = 30_000;
    private static final int TOOK_MILLIS = 20;

    private final Parked parked;
    private final JournalDatabase database;
    private final String url;

    /**
     * @param url of the destination
     */
    ParkedJournal(Parked parked, JournalDatabase database, String url) {
        this.parked = parked;
        this.database = database;
        this.url = url;
    }

    /**
     * @param isDead whether they are parked; otherwise they were delivered
     */
    void write(boolean isDead) throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            Tables tables = new Tables(connection);
            for (int number = 1; number <= parked.events(); number++) {
                event(tables, number);
                if (isDead) {
                    unfinished(tables, number);
                } else {
                    delivered(tables, number);
                }
                if (number % TOGETHER == 0) {
                    tables.flush();
                    connection.commit();
                }
            }
            tables.flush();
            try (Statement statement = connection.createStatement()) {
                for (String sql : database.afterFilling()) {
                    statement.execute(sql);
                }
            }
            connection.commit();
        }
        database.settle();
    }

    private record Tables(Rows event, Rows delivery, Rows attempt, Rows request) {
        Tables(Connection connection) throws SQLException {
            this(
                    new Rows(
                            connection,
                            "event",
                            "seq, id, source, type, subject, time, content_type, data, partition, accepted_at"),
                    new Rows(
                            connection,
                            "delivery",
                            "id, connector, event, subject_hash, status, blocked, due_at, attempts,"
                                    + " first_attempt_at, reason, stage, created_at, finished_at"),
                    new Rows(
                            connection,
                            "attempt",
                            "delivery, number, started_at, duration_ms, status, response, error"),
                    new Rows(connection, "request", "delivery, method, url, headers, body"));
        }

        void flush() throws SQLException {
            for (Rows rows : List.of(event, delivery, attempt, request)) {
                rows.flush();
            }
        }
    }

    private void event(Tables tables, int number) throws SQLException {
        String subject = parked.subject(number);
        tables.event()
                .add(
                        parked.seq(number),
                        Work.id(number),
                        "urn:bench:parked",
                        Parked.type(number),
                        subject,
                        "2026-01-01T00:00:00Z",
                        "application/json",
                        Work.data(number),
                        (int) (Event.subjectHash(subject) & 0xff),
                        parked.at(number));
    }

    private void delivered(Tables tables, int number) throws SQLException {
        long at = parked.at(number);
        delivery(tables, number, "delivered", 0, at, 1, null, at + TOOK_MILLIS);
        tables.attempt()
                .add(parked.seq(number) + 1, 1, at, TOOK_MILLIS, 200, bytes("{}"), null);
    }

    private void unfinished(Tables tables, int number) throws SQLException {
        long at = parked.at(number);
        if (!parked.isTried(number)) {
            delivery(tables, number, "pending", parked.isBlocked(number) ? 1 : 0, at, 0, null, null);
            return;
        }
        String reason = "503 from the third party";
        delivery(tables, number, "waiting", 0, at + RETRY_MILLIS, 1, reason, null);
        long id = parked.seq(number) + 1;
        tables.attempt().add(id, 1, at, TOOK_MILLIS, 503, bytes(""), null);
        tables.request()
                .add(
                        id,
                        "POST",
                        url,
                        "{\"Content-Type\":\"application/json\"}",
                        bytes("{\"event\":\"" + Work.id(number) + "\"}"));
    }

    private void delivery(
            Tables tables,
            int number,
            String status,
            int blocked,
            long dueAt,
            int attempts,
            @Nullable String reason,
            @Nullable Long finishedAt)
            throws SQLException {
        long at = parked.at(number);
        tables.delivery()
                .add(
                        parked.seq(number) + 1,
                        Parked.connector(number),
                        parked.seq(number),
                        Event.subjectHash(parked.subject(number)),
                        status,
                        blocked,
                        dueAt,
                        attempts,
                        attempts > 0 ? (Long) at : null,
                        reason,
                        null,
                        at,
                        finishedAt);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
