package io.tidegate.journal;

import io.tidegate.event.Event;
import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import io.tidegate.event.Provenance;
import io.tidegate.event.TraceContext;
import io.tidegate.journal.Due.Progress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A delivery's row, with its event, its request and its response, as what is to be done. */
final class SqlDueRows {
    /** Of deliveries {@code d} with what belongs to them; a condition follows. */
    static final String SELECT =
            "SELECT d.id, d.connector, d.subject_hash, d.attempts, d.prior_attempts, d.first_attempt_at, d.idempotency_key,"
                    + " e.id, e.source, e.type, e.subject, e.time, e.content_type, e.extensions, e.data, e.origin, e.cause, e.trace,"
                    + " r.method, r.url, r.headers, r.body, a.status, a.headers, a.body"
                    + " FROM event e JOIN delivery d ON d.event = e.seq" // whoever locks tables
                    // does it in this order
                    + " LEFT JOIN request r ON r.delivery = d.id LEFT JOIN response a ON a.delivery = d.id WHERE ";

    private final Payloads payloads;

    SqlDueRows(Payloads payloads) {
        this.payloads = payloads;
    }

    /** Null if it cannot be read: whoever reads it next says why. */
    @Nullable Due readOrNull(ResultSet row) throws SQLException {
        try {
            return read(row);
        } catch (JournalUnavailable | BrokenRow e) {
            return null;
        }
    }

    /** One whose payload cannot be read is there too, without it. */
    Due readOrBare(ResultSet row) throws SQLException {
        try {
            return read(row);
        } catch (JournalUnavailable | BrokenRow e) {
            var attributes =
                    new Event.Attributes(
                            row.getString(8),
                            row.getString(9),
                            row.getString(10),
                            row.getString(11),
                            row.getString(12),
                            new Event.Attributes.Optional(row.getString(13), Map.of()));
            return new Due(ref(row), new Event(attributes, null), progress(row), null, null);
        }
    }

    /** Of any rows that begin so. */
    static DeliveryRef ref(ResultSet row) throws SQLException {
        return new DeliveryRef(row.getLong(1), row.getString(2), row.getLong(3));
    }

    private static Progress progress(ResultSet row) throws SQLException {
        long first = row.getLong(6);
        Long firstAttemptAt = row.wasNull() ? null : first;
        return new Progress(row.getInt(4), row.getInt(5), firstAttemptAt, row.getString(7));
    }

    /**
     * @throws JournalUnavailable its payload cannot be read
     * @throws BrokenRow its JSON cannot
     */
    Due read(ResultSet row) throws SQLException {
        return new Due(ref(row), event(row, 8), progress(row), request(row), response(row));
    }

    /**
     * The event whose columns begin at {@code first}: id, source, type, subject, time,
     * content_type, extensions, data, origin, cause, trace.
     */
    private Event event(ResultSet row, int first) throws SQLException {
        String contentType = row.getString(first + 5);
        Map<String, Object> extensions = object(payloads.readOrNull(row.getString(first + 6)));
        var optional = new Event.Attributes.Optional(contentType, extensions);
        var attributes =
                new Event.Attributes(
                        row.getString(first),
                        row.getString(first + 1),
                        row.getString(first + 2),
                        row.getString(first + 3),
                        row.getString(first + 4),
                        optional);
        long cause = row.getLong(first + 9);
        Long ofDelivery = row.wasNull() ? null : cause;
        Provenance from =
                new Provenance(
                        row.getString(first + 8),
                        ofDelivery,
                        TraceContext.read(row.getString(first + 10)));
        return new Event(attributes, payloads.readOrNull(row.getBytes(first + 7)), from);
    }

    private @Nullable StoredRequest request(ResultSet row) throws SQLException {
        String method = row.getString(19);
        return method == null
                ? null
                : new StoredRequest(
                        method,
                        payloads.read(row.getString(20)),
                        headers(row.getString(21)),
                        payloads.readOrNull(row.getBytes(22)));
    }

    private @Nullable StoredResponse response(ResultSet row) throws SQLException {
        int status = row.getInt(23);
        return row.wasNull()
                ? null
                : new StoredResponse(
                        status, headers(row.getString(24)), payloads.readOrNull(row.getBytes(25)));
    }

    private Map<String, String> headers(String stored) {
        Map<String, String> headers = new LinkedHashMap<>();
        object(payloads.read(stored))
                .forEach((name, value) -> headers.put(name, String.valueOf(value)));
        return headers;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(@Nullable String json) {
        if (json == null) {
            return Map.of();
        }
        try {
            return (Map<String, Object>)
                    Objects.requireNonNull(
                            Json.parse(json.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        } catch (InvalidJson e) {
            throw new BrokenRow("a row of the journal holds broken JSON: " + e.getMessage(), e);
        }
    }

    /** Nobody but a hand can have written it so. */
    static final class BrokenRow extends IllegalStateException {
        private static final long serialVersionUID = 1;

        BrokenRow(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
