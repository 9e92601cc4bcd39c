package io.tidegate.bench;

import io.tidegate.journal.JournalSettings;
import io.tidegate.journal.SqlDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * An empty journal on one of the two databases.
 *
 * @param folder PostgreSQL's own; SQLite has no processes
 */
record JournalDatabase(String name, String url, Path folder, AutoCloseable server)
        implements Contender.Beside {
    static final List<String> NAMES = List.of("sqlite", "postgresql");

    static JournalDatabase of(String name, Path folder) throws IOException {
        JournalDatabase made =
                switch (name) {
                    case "sqlite" -> sqlite(folder);
                    case "postgresql" -> postgresql(folder);
                    default ->
                            throw new IllegalArgumentException(
                                    "no database called " + name + "; there are " + NAMES);
                };
        SqlDatabase.open(new JournalSettings(made.url, null, null, 1)).close();
        return made;
    }

    private static JournalDatabase sqlite(Path folder) {
        return new JournalDatabase(
                "sqlite", "jdbc:sqlite:" + folder.resolve("tidegate.db"), folder, () -> {});
    }

    private static JournalDatabase postgresql(Path folder) throws IOException {
        Path data = Files.createDirectories(folder.resolve("postgresql"));
        EmbeddedPostgres server =
                EmbeddedPostgres.builder()
                        .setDataDirectory(data)
                        // As a server that keeps what it acknowledged: made for tests, this one does not by itself.
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("shared_buffers", "256MB")
                        .setServerConfig("max_wal_size", "4GB")
                        .start();
        return new JournalDatabase(
                "postgresql", server.getJdbcUrl("postgres", "postgres"), data, server);
    }

    boolean isSqlite() {
        return name.equals("sqlite");
    }

    /** A connection for filling it: what a crash of the machine would leave does not matter. */
    Connection connect() throws SQLException {
        Connection connection =
                DriverManager.getConnection(
                        isSqlite() ? url : url + "&reWriteBatchedInserts=true");
        try (Statement statement = connection.createStatement()) {
            if (isSqlite()) {
                statement.execute("PRAGMA synchronous = OFF");
                statement.execute("PRAGMA cache_size = -65536");
            } else {
                statement.execute("SET synchronous_commit = off");
            }
        }
        return connection;
    }

    List<String> afterFilling() {
        return isSqlite()
                ? List.of(
                        "INSERT INTO event_key_sorted (id, source, seq)"
                                + " SELECT id, source, seq FROM event ORDER BY id, source",
                        "UPDATE event_key_state SET sorted_to = (SELECT max(seq) FROM event)")
                : List.of("INSERT INTO event_key (id, source, seq) SELECT id, source, seq FROM event");
    }

    /** What the database does by itself while a journal grows. */
    void settle() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(isSqlite() ? "PRAGMA wal_checkpoint(TRUNCATE)" : "VACUUM ANALYZE");
        }
    }

    @Override
    public long cpuMicros() throws IOException {
        if (isSqlite()) {
            return 0;
        }
        // Its first line is the server's process (PostgreSQL's documentation, 68.1).
        String pid = Files.readAllLines(folder.resolve("postmaster.pid")).get(0);
        return Usage.cpuMicrosOfTree(Long.parseLong(pid.trim()));
    }

    /** A time as failed_query keeps it. */
    Object time(long millis) {
        Instant at = Instant.ofEpochMilli(millis);
        return isSqlite() ? at.toString() : OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    @Override
    public void close() throws IOException {
        try {
            server.close();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
