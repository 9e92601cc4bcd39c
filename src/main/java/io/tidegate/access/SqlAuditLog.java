package io.tidegate.access;

import io.tidegate.event.Json;
import io.tidegate.journal.JournalUnavailable;
import io.tidegate.journal.SqlDialect;
import io.tidegate.journal.SqlJournal;
import io.tidegate.journal.SqlWork;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The table {@code audit}. */
public final class SqlAuditLog implements AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger(SqlAuditLog.class);

    /** Characters of what is kept of one state. */
    static final int MAX_STATE = 64 * 1024;

    private static final int MAX_NAME = 500;
    private static final String PUT =
            "INSERT INTO audit (id, at, who, action, target, before_json, after_json, from_address)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                    + " target = excluded.target, before_json = excluded.before_json,"
                    + " after_json = excluded.after_json";

    private final SqlJournal journal;
    private final Clock clock;

    public SqlAuditLog(SqlJournal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public void write(AuditEntry entry) {
        journal.changeNow(new Row(entry));
    }

    @Override
    public <T> T during(
            AuditEntry begun, Supplier<T> change, Function<T, @Nullable AuditEntry> outcome) {
        Row row = new Row(begun);
        T result = journal.together(row, change);
        AuditEntry whole = outcome.apply(result);
        try {
            if (whole != null) {
                journal.changeNow(new Row(whole, row.id, row.at));
            } else if (row.isWritten) {
                journal.changeNow((connection, dialect) -> delete(connection, row.id));
            }
        } catch (JournalUnavailable e) {
            LOG.error(
                    "what became of {} of {} by {} is not in the audit log: {}",
                    begun.action(),
                    begun.target(),
                    begun.who(),
                    e.getMessage());
        }
        return result;
    }

    private static int delete(Connection connection, long id) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM audit WHERE id = ?")) {
            delete.setLong(1, id);
            return delete.executeUpdate();
        }
    }

    /** What an entry becomes; written twice it is one row. */
    private final class Row implements SqlWork<Integer> {
        private final AuditEntry entry;
        private final long id;
        private final long at;
        private volatile boolean isWritten;

        Row(AuditEntry entry) {
            this(entry, journal.newId(), clock.millis());
        }

        Row(AuditEntry entry, long id, long at) {
            this.entry = entry;
            this.id = id;
            this.at = at;
        }

        @Override
        public Integer run(Connection connection, SqlDialect dialect) throws SQLException {
            isWritten = true;
            try (PreparedStatement put = connection.prepareStatement(PUT)) {
                put.setLong(1, id);
                put.setLong(2, at);
                put.setString(3, cut(entry.who()));
                put.setString(4, entry.action());
                put.setString(5, cut(entry.target()));
                put.setString(6, json(entry.before()));
                put.setString(7, json(entry.after()));
                put.setString(8, entry.from());
                return put.executeUpdate();
            }
        }
    }

    /** Names come from outside; PostgreSQL has no place for a zero. */
    private static @Nullable String cut(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String clean = text.replace('\0', '\uFFFD');
        return clean.length() <= MAX_NAME ? clean : clean.substring(0, MAX_NAME) + "…";
    }

    private static @Nullable String json(@Nullable Object state) {
        if (state == null) {
            return null;
        }
        byte[] json = Json.write(state);
        return new String(
                json.length <= MAX_STATE
                        ? json
                        : Json.write(Map.of("leftOut", json.length + " bytes, more than kept")),
                StandardCharsets.UTF_8);
    }
}
