package io.tidegate.bus;

import io.tidegate.event.Json;
import io.tidegate.journal.Payloads;
import io.tidegate.journal.SqlJournal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The table {@code rejected_record}. */
public final class SqlRejectedRecords implements RejectedRecords {
    /** Bytes of a body that are kept: no event may be larger. */
    static final int MOST_BYTES = 8 << 20;

    private static final int MOST_KEY = 64 << 10;
    private static final int MOST_HEADERS = 64 << 10;
    private static final int SLICE = 400;

    private static final String INSERT =
            "INSERT INTO rejected_record (id, topic, partition, \"offset\", message_id, sent_at, reason, record_key,"
                    + " headers, bytes, size, rejected_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    + " ON CONFLICT DO NOTHING";

    private static final String DELETE =
            "DELETE FROM rejected_record WHERE id IN (SELECT id FROM rejected_record WHERE id < ? ORDER BY id LIMIT "
                    + SLICE
                    + ")";

    private final SqlJournal journal;
    private final BooleanSupplier leads;
    private final Clock clock;

    /**
     * @param leads whether this node forgets what all of them have kept
     */
    public SqlRejectedRecords(SqlJournal journal, BooleanSupplier leads, Clock clock) {
        this.journal = journal;
        this.leads = leads;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Void> keep(List<RejectedRecord> rejected) {
        return journal.change((connection, dialect) -> insert(connection, rejected))
                .thenAccept(rows -> {});
    }

    private int insert(Connection connection, List<RejectedRecord> rejected) throws SQLException {
        int rows = 0;
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (RejectedRecord one : rejected) {
                set(insert, one);
                rows += insert.executeUpdate();
            }
        }
        return rows;
    }

    private void set(PreparedStatement insert, RejectedRecord one) throws SQLException {
        BusRecord origin = one.origin();
        Payloads payloads = journal.payloads();
        Place place = origin.place();
        insert.setLong(1, journal.newId());
        insert.setString(2, place.topic());
        insert.setObject(3, place.partition(), java.sql.Types.INTEGER);
        insert.setObject(4, place.offset(), java.sql.Types.BIGINT);
        insert.setString(5, place.messageId());
        insert.setLong(6, place.sentAt());
        insert.setString(7, payloads.stored(storable(one.reason())));
        insert.setBytes(
                8, origin.key() == null ? null : payloads.stored(cut(origin.key(), MOST_KEY)));
        insert.setString(9, payloads.stored(headers(origin)));
        insert.setBytes(10, payloads.stored(cut(origin.body(), MOST_BYTES)));
        insert.setLong(11, origin.body().length);
        insert.setLong(12, clock.millis());
    }

    private static byte[] cut(byte[] bytes, int most) {
        return bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
    }

    /** PostgreSQL knows no text with this character. */
    private static String storable(String text) {
        return text.replace('\u0000', '\uFFFD');
    }

    /** As JSON; those that stand twice, or come after very many, are left out. */
    private static String headers(BusRecord origin) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        int size = 0;
        for (BusRecord.Header header : origin.headers()) {
            String text = header.text();
            size += header.name().length() + (text == null ? 0 : text.length());
            if (size > MOST_HEADERS) {
                break;
            }
            json.putIfAbsent(header.name(), text);
        }
        return new String(Json.write(json), StandardCharsets.UTF_8);
    }

    /**
     * Deletes a few of those that were rejected before that time; true if none is left, or another
     * node does it.
     */
    public CompletionStage<Boolean> forget(long before) {
        if (!leads.getAsBoolean()) {
            return CompletableFuture.completedFuture(true);
        }
        return journal.change(
                (connection, dialect) -> {
                    try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
                        delete.setLong(1, SqlJournal.lowestId(before));
                        return delete.executeUpdate() < SLICE;
                    }
                });
    }
}
