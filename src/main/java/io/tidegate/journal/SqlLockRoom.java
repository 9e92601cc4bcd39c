package io.tidegate.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL: a question to tables that are divided locks each part and each of its indexes, and
 * the room for locks is fixed when the server starts. Long periods make many parts.
 *
 * @param relations parts and their indexes, of all tables
 * @param nodes that share the database
 * @param perTransaction the server's {@code max_locks_per_transaction}
 * @param connections its {@code max_connections}
 */
record SqlLockRoom(long relations, long nodes, long perTransaction, long connections) {
    private static final Logger LOG = LoggerFactory.getLogger(SqlLockRoom.class);

    /** Of a node, that may ask at once: its readers and its writer. */
    private static final long CONNECTIONS = SqlDatabase.READERS + 1L;

    static void warn(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT (SELECT count(*) FROM pg_inherits), (SELECT count(*) FROM node),"
                                        + " current_setting('max_locks_per_transaction')::bigint,"
                                        + " current_setting('max_connections')::bigint");
                ResultSet row = select.executeQuery()) {
            row.next();
            String advice =
                    new SqlLockRoom(
                                    row.getLong(1),
                                    Math.max(1, row.getLong(2)),
                                    row.getLong(3),
                                    row.getLong(4))
                            .advice();
            if (advice != null) {
                LOG.warn(advice);
            }
        }
    }

    /** Null while what may be locked at once takes no more than half of the room. */
    @Nullable String advice() {
        long needed = relations * nodes * CONNECTIONS;
        long half =
                perTransaction
                        * connections; // a lock may be held twice as often as there are locks
        if (needed <= half) {
            return null;
        }
        return String.format(
                Locale.ROOT,
                "the journal's days have %,d tables and indexes, and each question may lock them all: %d node(s) may"
                        + " hold %,d locks at once, and PostgreSQL has room for %,d; set its"
                        + " max_locks_per_transaction, now %d, to %d or more and restart it, or keep less"
                        + " (TIDEGATE_RETENTION_DELIVERED, …_SKIPPED, …_FAILED)",
                relations,
                nodes,
                needed,
                2 * half,
                perTransaction,
                (needed + connections - 1) / connections);
    }
}
