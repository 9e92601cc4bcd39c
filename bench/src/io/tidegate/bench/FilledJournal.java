package io.tidegate.bench;

import io.tidegate.bench.Lot.End;
import io.tidegate.event.Event;
import io.tidegate.journal.SqlJournal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** Writes a {@link Lot} into an empty journal, row by row as the journal itself writes it. */
final class FilledJournal {
    /** In one transaction. */
    private static final int TOGETHER = 20_000;

    /** Nothing is tried while the lists are asked for. */
    private static final long LATER = Duration.ofDays(1).toMillis();

    private static final String HEADERS = "{\"Content-Type\":\"application/json\"}";
    private static final int ATTEMPTS = 6;
    private static final int AUDIT = 20_000;

    private final Lot lot;
    private final JournalDatabase database;
    private final FilledCounts counts;
    private Rows event;
    private Rows delivery;
    private Rows attempt;
    private Rows request;
    private Rows failedQuery;
    private Rows sink;
    private Rows note;
    private long eventSeq;
    private int eventNumber;

    FilledJournal(Lot lot, JournalDatabase database) {
        this.lot = lot;
        this.database = database;
        this.counts = new FilledCounts(lot.now());
    }

    void write() throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            open(connection);
            for (int number = 0; number < lot.deliveries(); number++) {
                add(number);
                if (number % TOGETHER == TOGETHER - 1) {
                    flush();
                    connection.commit();
                }
            }
            flush();
            counts.write(connection);
            audit(connection);
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "INSERT INTO activation (connector, active, changed_at, changed_by) VALUES ('"
                                + Lot.name(Lot.INACTIVE)
                                + "', 0, "
                                + lot.now()
                                + ", 'bench')");
                for (String sql : database.afterFilling()) {
                    statement.execute(sql);
                }
            }
            connection.commit();
        }
    }

    private void open(Connection connection) throws SQLException {
        event =
                new Rows(
                        connection,
                        "event",
                        "seq, id, source, type, subject, time, content_type, data, partition, accepted_at, origin,"
                                + " cause");
        delivery =
                new Rows(
                        connection,
                        "delivery",
                        "id, connector, event, subject_hash, status, blocked, due_at, attempts, first_attempt_at,"
                                + " reason, stage, created_at, finished_at");
        attempt =
                new Rows(
                        connection,
                        "attempt",
                        "delivery, number, started_at, duration_ms, status, response, error");
        request = new Rows(connection, "request", "delivery, method, url, headers, body");
        failedQuery =
                new Rows(
                        connection,
                        "failed_query",
                        "id, delivery_id, connector, event_id, event_type, subject, stage, method, url,"
                                + " request_headers, request_body, response_status, response_body, error, attempts,"
                                + " first_attempt_at, failed_at, state, resolved_at, resolved_by");
        sink = new Rows(connection, "failed_query_sink", "id");
        note = new Rows(connection, "delivery_note", "delivery, number, kind, note");
    }

    private void flush() throws SQLException {
        for (Rows rows : List.of(event, delivery, attempt, request, failedQuery, sink, note)) {
            rows.flush();
        }
    }

    private void add(int number) throws SQLException {
        long at = lot.at(number);
        long id = lot.id(number);
        int connector = lot.connector(number);
        if (!lot.isOfSameEvent(number)) {
            event(number, at, connector);
        }
        End end = lot.end(number);
        boolean isEnded = end != End.WAITING && end != End.PENDING;
        boolean isTried = end != End.SKIPPED && end != End.PENDING;
        int tries = end == End.FAILED ? ATTEMPTS : isTried ? 1 : 0;
        Long endedAt = isEnded ? (Long) (at + lot.took(number)) : null;
        delivery.add(
                id,
                Lot.name(connector),
                eventSeq,
                Event.subjectHash(lot.subject(eventNumber)),
                end.word(),
                0,
                end == End.WAITING ? lot.now() + LATER : at,
                tries,
                isTried ? (Long) at : null,
                reason(end),
                end == End.SKIPPED ? "rule" : end == End.FAILED ? "request" : null,
                at,
                endedAt);
        for (int n = 1; n <= tries; n++) {
            boolean isGood = end == End.DELIVERED;
            attempt.add(
                    id,
                    n,
                    at,
                    lot.took(number),
                    isGood ? 200 : 503,
                    bytes(isGood ? "{\"ok\":true}" : "{\"error\":\"try again later\"}"),
                    null);
        }
        if (isTried) {
            request.add(id, "POST", url(connector), HEADERS, body(number));
        }
        if (end == End.FAILED) {
            failedQuery(number, id, connector);
        }
        if (end == End.DELIVERED && number % 20 == 0) {
            note.add(id, 1, "cleaned", "{\"fields\":[\"email\"]}");
        }
        counts.add(Lot.name(connector), end, endedAt == null ? at : endedAt);
    }

    private static String reason(End end) {
        return switch (end) {
            case SKIPPED -> "$[?(@.data.EmailVerified == true)]";
            case FAILED -> "503 from the third party, after 6 attempts";
            case WAITING -> "503 from the third party";
            default -> null;
        };
    }

    private void event(int number, long at, int connector) throws SQLException {
        eventSeq = lot.id(number) - 1;
        eventNumber = number;
        boolean isCaused = number % Lot.CAUSED == 0 && number > 0;
        event.add(
                eventSeq,
                lot.eventId(number),
                lot.source(number),
                Lot.type(connector),
                lot.subject(number),
                "2026-01-01T00:00:00Z",
                "application/json",
                Work.data(number),
                (int) (Event.subjectHash(lot.subject(number)) & 0xff),
                at,
                isCaused ? "crm" : null,
                isCaused ? (Long) lot.id(number - Lot.CAUSED) : null);
        counts.accepted(at);
    }

    /** One in ten is open, those of the last day mostly. */
    private void failedQuery(int number, long delivery, int connector) throws SQLException {
        long failedAt = lot.at(number) + lot.took(number);
        boolean isOpen = number % 10 == 0 || number > lot.deliveries() * 0.95;
        String state = isOpen ? "open" : number % 10 < 6 ? "replayed" : "discarded";
        long id = SqlJournal.lowestId(lot.at(number)) + number % 1_000 + 1;
        failedQuery.add(
                id,
                delivery,
                Lot.name(connector),
                lot.eventId(eventNumber),
                Lot.type(connector),
                lot.subject(eventNumber),
                "request",
                "POST",
                url(connector),
                HEADERS,
                body(number),
                503,
                bytes("{\"error\":\"try again later\"}"),
                "503 from the third party, after 6 attempts",
                ATTEMPTS,
                database.time(failedAt),
                database.time(failedAt),
                state,
                isOpen ? null : database.time(failedAt + 60_000),
                isOpen ? null : "bench");
        sink.add(id);
    }

    private void audit(Connection connection) throws SQLException {
        Rows audit =
                new Rows(
                        connection,
                        "audit",
                        "id, at, who, action, target, before_json, after_json, from_address");
        for (int entry = 0; entry < AUDIT; entry++) {
            long at = lot.now() - 60_000L * (AUDIT - entry);
            audit.add(
                    SqlJournal.lowestId(at),
                    at,
                    "person-" + entry % 12,
                    entry % 7 == 0 ? "connector.deactivate" : "failed-query.replay",
                    Lot.name(1 + entry % lot.connectors()),
                    "{\"state\":\"open\"}",
                    "{\"state\":\"replayed\"}",
                    "192.0.2.7");
        }
        audit.flush();
    }

    private static String url(int connector) {
        return "https://api.example.com/crowd/" + connector;
    }

    private static byte[] body(int number) {
        return bytes(
                "{\"email\":\"u."
                        + number
                        + "@example.org\",\"properties\":{\"firstname\":\"Ada\",\"event\":\"evt\"}}");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
