package io.tidegate.journal;

import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What differs between the two databases; everything else is the same SQL. */
public enum SqlDialect {
    SQLITE {
        @Override
        Properties connectionProperties(boolean readOnly) {
            Properties properties = new Properties();
            properties.setProperty("open_mode", OPEN_WITHOUT_CREATING);
            properties.setProperty("journal_mode", "WAL");
            properties.setProperty("synchronous", "FULL");
            properties.setProperty("busy_timeout", String.valueOf(BUSY_MILLIS));
            properties.setProperty("transaction_mode", readOnly ? "DEFERRED" : "IMMEDIATE");
            properties.setProperty("cache_size", readOnly ? "-8000" : "-64000");
            properties.setProperty("temp_store", "MEMORY");
            properties.setProperty("wal_autocheckpoint", "0"); // SqlCheckpoint does it
            properties.setProperty(
                    "journal_size_limit", String.valueOf(64L << 20)); // of a log begun anew
            return properties;
        }

        @Override
        String keyTable() {
            return "event_key_sorted";
        }

        @Override
        String lastSortedKey() {
            return "(SELECT sorted_to FROM event_key_state)";
        }

        @Override
        String readOnly() {
            return "PRAGMA query_only = 1";
        }

        @Override
        List<String> onWriter() {
            return List.of();
        }

        /**
         * Constraint, too big, mismatch and range are the data's fault; all others the database's.
         */
        @Override
        boolean isDataError(SQLException e) {
            int primary = e.getErrorCode() & 0xff;
            return primary == 18 || primary == 19 || primary == 20 || primary == 25;
        }

        @Override
        boolean isStatementError(SQLException e) {
            return (e.getErrorCode() & 0xff) == 1;
        }

        @Override
        Object time(long millis) {
            return Instant.ofEpochMilli(millis).toString();
        }
    },

    POSTGRESQL {
        @Override
        Properties connectionProperties(boolean readOnly) {
            Properties properties = new Properties();
            properties.setProperty("connectTimeout", "5");
            properties.setProperty("socketTimeout", readOnly ? "60" : "30");
            properties.setProperty("tcpKeepAlive", "true");
            properties.setProperty("ApplicationName", "tidegate");
            properties.setProperty(
                    "logServerErrorDetail", "false"); // it would quote rows, so people's data
            return properties;
        }

        @Override
        String keyTable() {
            return "event_key";
        }

        @Override
        String lastSortedKey() {
            return String.valueOf(Long.MAX_VALUE);
        }

        @Override
        String readOnly() {
            return "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY";
        }

        /**
         * A server may be set to acknowledge before its fsync; a stronger setting is left alone.
         */
        @Override
        List<String> onWriter() {
            return List.of(
                    "SELECT set_config('synchronous_commit', 'on', false)"
                            + " WHERE current_setting('synchronous_commit') = 'off'",
                    // a node that is stopped within a transaction must not hold the others up
                    "SET idle_in_transaction_session_timeout = 5000",
                    // its statements find rows by their keys: a plan that was made while a table
                    // was
                    // small would read all of it when it has grown
                    "SET enable_seqscan = off",
                    "SET enable_hashjoin = off",
                    "SET enable_mergejoin = off",
                    "SET jit = off");
        }

        /**
         * Classes 22 (data exception), 23 (integrity) and 54 (too large); all others are the
         * database's.
         */
        @Override
        boolean isDataError(SQLException e) {
            return is(e, "22") || is(e, "23") || is(e, "54");
        }

        @Override
        boolean isStatementError(SQLException e) {
            return is(e, "42") || is(e, "0A") || is(e, "2B") || is(e, "55");
        }

        @Override
        boolean isConflict(SQLException e) {
            return is(e, "40");
        }

        @Override
        boolean isTaken(SQLException e) {
            return is(e, "23505");
        }

        private static boolean is(SQLException e, String stateClass) {
            return e.getSQLState() != null && e.getSQLState().startsWith(stateClass);
        }

        @Override
        Object time(long millis) {
            return OffsetDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
        }
    };

    /** SQLITE_OPEN_READWRITE: one that is missing is an error, an empty one would hide it. */
    private static final String OPEN_WITHOUT_CREATING = "2";

    /** For how long SQLite waits for another connection's lock. */
    static final int BUSY_MILLIS = 5_000;

    static SqlDialect of(String url) {
        if (url.startsWith("jdbc:sqlite:")) {
            return SQLITE;
        }
        if (url.startsWith("jdbc:postgresql:")) {
            return POSTGRESQL;
        }
        throw new IllegalArgumentException(
                "the database URL must begin with jdbc:sqlite: or jdbc:postgresql:, seen: " + url);
    }

    String folder() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    abstract Properties connectionProperties(boolean readOnly);

    /** A migration takes as long as it takes: it may read all of a table. */
    Properties migrating() {
        Properties properties = connectionProperties(false);
        properties.remove("socketTimeout");
        return properties;
    }

    /** Ends a SELECT whose rows nobody else may change before this transaction ends. */
    public String forUpdate() {
        return isShared() ? " FOR UPDATE" : ""; // SQLite has one writer
    }

    /** Whether several nodes may share the database. */
    public boolean isShared() {
        return this == POSTGRESQL;
    }

    /** The table that the keys of events are deleted from. */
    abstract String keyTable();

    /** Beyond this an event's key may be known by the event alone, which must stay until then. */
    abstract String lastSortedKey();

    /** What makes a connection one that cannot write. */
    abstract String readOnly();

    /** What the writer's connection begins with. */
    abstract List<String> onWriter();

    /** True if the same statement would fail again on a healthy database. */
    abstract boolean isDataError(SQLException e);

    /**
     * True if two transactions stood in each other's way, and this one may be run again at once.
     */
    boolean isConflict(SQLException e) {
        return false;
    }

    /** True if a row with this key is there. */
    boolean isTaken(SQLException e) {
        return false;
    }

    /**
     * True if the statement itself is wrong, names what is not there, or asks for what the tables
     * do not allow now.
     */
    abstract boolean isStatementError(SQLException e);

    /** A time as failed_query keeps it, for people: a TIMESTAMPTZ, or ISO 8601 text. */
    abstract Object time(long millis);

    /**
     * Text that both can keep: PostgreSQL refuses U+0000, and a lost record would be worse than a
     * lost character.
     */
    static @Nullable String text(@Nullable String text) {
        return text == null ? null : text.replace('\0', '\uFFFD');
    }

    final @Nullable Object timeOrNull(@Nullable Long millis) {
        return millis == null ? null : time(millis);
    }
}
