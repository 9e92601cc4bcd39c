package io.tidegate.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Moves what SQLite's write-ahead log holds into the database file, beside the writer: its fsync of
 * that file would stall intake. Under load the log never runs empty by that, so that it would grow
 * for ever; when it is large the writer itself moves the small rest between two transactions, and
 * its next one begins the log anew. SQLite leaves the file's fsync to that last step as long as the
 * log does not run empty, so it is done here after each move: else intake would wait for all of it
 * at once.
 */
final class SqlCheckpoint implements AutoCloseable {
    private static final long BACKFILL_BYTES = 8L << 20;
    private static final long RESTART_BYTES = 32L << 20;
    private static final long PAUSE_MILLIS = 50;
    private static final int WAIT_FOR_READERS_MILLIS = 100;
    private static final long PAUSE_FOR_READER_MILLIS = 1_000;

    private final SqlDatabase database;
    private final SqlWriter writer;
    private final Steps steps;
    private @Nullable Connection connection;
    private long pageSize;

    /** Frames of the log, and how many of them the database file has. */
    private record Log(long frames, long moved) {}

    SqlCheckpoint(SqlDatabase database, SqlWriter writer) {
        this.database = database;
        this.writer = writer;
        this.steps = new Steps("journal-checkpoint", this::step);
    }

    private long step() throws Exception {
        Connection own = open();
        Log log = checkpoint(own, "NOOP");
        if ((log.frames - log.moved) * pageSize >= BACKFILL_BYTES) {
            log = checkpoint(own, "PASSIVE");
            database.syncFile();
        }
        if (log.frames * pageSize < RESTART_BYTES) {
            return PAUSE_MILLIS;
        }
        boolean restarted =
                writer.aside((writing, dialect) -> restart(writing)).get(1, TimeUnit.MINUTES);
        return restarted ? PAUSE_MILLIS : PAUSE_FOR_READER_MILLIS;
    }

    /**
     * Waits a moment for reads that began before; a long one, such as a backup, lets the log grow
     * until it ends.
     */
    private static boolean restart(Connection writing) throws SQLException {
        try (Statement statement = writing.createStatement()) {
            statement.execute("PRAGMA busy_timeout = " + WAIT_FOR_READERS_MILLIS);
            try (ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(RESTART)")) {
                row.next();
                return row.getInt(1) == 0;
            } finally {
                statement.execute("PRAGMA busy_timeout = " + SqlDialect.BUSY_MILLIS);
            }
        }
    }

    private Connection open() throws SQLException {
        if (connection == null) {
            Connection opened = database.openWriter();
            try (Statement statement = opened.createStatement();
                    ResultSet row = statement.executeQuery("PRAGMA page_size")) {
                row.next();
                pageSize = row.getLong(1);
            }
            connection = opened;
        }
        return connection;
    }

    private static Log checkpoint(Connection on, String mode) throws SQLException {
        try (Statement statement = on.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
            row.next();
            return new Log(row.getLong(2), row.getLong(3));
        }
    }

    @Override
    public void close() {
        steps.close();
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "the checkpoint's connection cannot be closed: " + e.getMessage(), e);
        }
    }
}
