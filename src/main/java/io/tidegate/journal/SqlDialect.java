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
            properties.setProperty("journal_mode", "WAL");
            properties.setProperty("synchronous", "FULL");
            properties.setProperty("busy_timeout", "5000");
            properties.setProperty("transaction_mode", readOnly ? "DEFERRED" : "IMMEDIATE");
            properties.setProperty("cache_size", readOnly ? "-8000" : "-64000");
            properties.setProperty("temp_store", "MEMORY");
            if (readOnly) {
                properties.setProperty("query_only", "true");
            }
            return properties;
        }

        @Override
        List<String> beforeMigration() {
            return List.of("PRAGMA auto_vacuum = INCREMENTAL", "PRAGMA journal_mode = WAL");
        }

        /** Constraint, too big, mismatch and range are the data's fault; all others the database's. */
        @Override
        boolean isDataError(SQLException e) {
            int primary = e.getErrorCode() & 0xff;
            return primary == 18 || primary == 19 || primary == 20 || primary == 25;
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
            return properties;
        }

        @Override
        List<String> beforeMigration() {
            return List.of();
        }

        /** Classes 22 (data exception) and 23 (integrity); all others are the database's. */
        @Override
        boolean isDataError(SQLException e) {
            String state = e.getSQLState();
            return state != null && (state.startsWith("22") || state.startsWith("23"));
        }

        @Override
        Object time(long millis) {
            return OffsetDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
        }
    };

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

    abstract List<String> beforeMigration();

    /** True if the same statement would fail again on a healthy database. */
    abstract boolean isDataError(SQLException e);

    /** A time as failed_query keeps it, for people: a TIMESTAMPTZ, or ISO 8601 text. */
    abstract Object time(long millis);

    final @Nullable Object timeOrNull(@Nullable Long millis) {
        return millis == null ? null : time(millis);
    }
}
