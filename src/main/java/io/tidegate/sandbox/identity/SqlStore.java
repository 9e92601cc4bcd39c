package io.tidegate.sandbox.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The provider's SQLite file. One thread works on it, a transaction at a time, fsynced: what was
 * answered survives a kill.
 */
final class SqlStore implements AutoCloseable {
    private static final String[] SCHEMA = {
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        "CREATE TABLE IF NOT EXISTS account (seq INTEGER PRIMARY KEY AUTOINCREMENT,"
                + " uid TEXT NOT NULL UNIQUE, modified TEXT NOT NULL, profile BLOB NOT NULL)",
        "CREATE TABLE IF NOT EXISTS account_key (kind TEXT NOT NULL, value TEXT NOT NULL,"
                + " uid TEXT NOT NULL, PRIMARY KEY (kind, value)) WITHOUT ROWID",
        "CREATE INDEX IF NOT EXISTS account_key_uid ON account_key (uid)",
        "CREATE TABLE IF NOT EXISTS role (name TEXT PRIMARY KEY, permissions TEXT NOT NULL)",
        "CREATE TABLE IF NOT EXISTS custom_object (id TEXT PRIMARY KEY, uid TEXT NOT NULL,"
                + " name TEXT NOT NULL, created TEXT NOT NULL, modified TEXT NOT NULL,"
                + " content BLOB NOT NULL)",
        "CREATE INDEX IF NOT EXISTS custom_object_uid ON custom_object (uid, name)",
        "CREATE TABLE IF NOT EXISTS outbox (seq INTEGER PRIMARY KEY AUTOINCREMENT,"
                + " uid TEXT NOT NULL, event TEXT NOT NULL, hook_id TEXT NOT NULL,"
                + " body BLOB NOT NULL, made INTEGER NOT NULL, due INTEGER NOT NULL,"
                + " attempts INTEGER NOT NULL, sent INTEGER, result TEXT)",
        "CREATE INDEX IF NOT EXISTS outbox_open ON outbox (uid, seq) WHERE sent IS NULL",
        "CREATE INDEX IF NOT EXISTS outbox_uid ON outbox (uid)"
    };

    private final Connection connection;
    private final Tables tables;
    private final ExecutorService thread;

    private SqlStore(Connection connection, Clock clock) {
        this.connection = connection;
        this.tables =
                new Tables(
                        new SqlAccounts(connection),
                        new SqlRoles(connection),
                        new SqlObjects(connection),
                        new SqlOutbox(connection),
                        clock);
        this.thread =
                Executors.newSingleThreadExecutor(
                        work -> {
                            Thread one = new Thread(work, "sandbox-identity");
                            one.setDaemon(true);
                            return one;
                        });
    }

    /** Opens the file, or makes it, for its owner alone. */
    static SqlStore open(Path file, Clock clock) {
        try {
            if (!Files.exists(file)) {
                Files.createFile(
                        file,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
            }
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            try (Statement statement = connection.createStatement()) {
                for (String sql : SCHEMA) {
                    statement.execute(sql);
                }
            }
            connection.setAutoCommit(false);
            return new SqlStore(connection, clock);
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox's accounts cannot be kept in " + file, e);
        } catch (SQLException e) {
            throw new SqlFailed(e);
        }
    }

    /** Does all of it, or nothing; ends after the commit. */
    <T> CompletableFuture<T> run(Function<Tables, T> work) {
        try {
            return CompletableFuture.supplyAsync(() -> transaction(work), thread);
        } catch (RejectedExecutionException closed) {
            return CompletableFuture.failedFuture(closed);
        }
    }

    private <T> T transaction(Function<Tables, T> work) {
        try {
            T result = work.apply(tables);
            connection.commit();
            return result;
        } catch (SQLException e) {
            rollback();
            throw new SqlFailed(e);
        } catch (RuntimeException | Error e) {
            rollback();
            throw e;
        }
    }

    private void rollback() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new SqlFailed(e);
        }
    }

    /** Ends what was begun; what comes later is refused. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the sandbox's accounts are still being written");
            }
            connection.close();
        } catch (SQLException e) {
            throw new SqlFailed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
