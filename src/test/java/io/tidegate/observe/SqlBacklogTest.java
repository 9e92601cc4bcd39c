package io.tidegate.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.ManualClock;
import io.tidegate.journal.Holding;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.BitSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class SqlBacklogTest {
    @TempDir Path folder;

    private final ManualClock clock = new ManualClock("2026-03-01T10:00:00Z");
    private final Set<String> running = new TreeSet<>(Set.of("crm"));
    private final SQLiteDataSource journal = new SQLiteDataSource();
    private final BitSet partitions = Holding.everything().partitions();
    private SqlBacklog backlog;
    private int rows;

    @BeforeEach
    void migrate() throws SQLException {
        journal.setUrl("jdbc:sqlite:" + folder.resolve("tidegate.db"));
        org.flywaydb.core.Flyway.configure()
                .dataSource(journal)
                .locations("classpath:db/sqlite")
                .load()
                .migrate();
        backlog = new SqlBacklog(journal, () -> running, () -> partitions, clock);
    }

    @Test
    void isNothingWhenAllIsFinished() throws SQLException {
        delivery("crm", "delivered", 0, -5_000);
        delivery("crm", "failed", 0, -5_000);
        delivery("crm", "skipped", 0, -5_000);

        assertThat(backlog.now()).isEqualTo(Backlog.NONE);
    }

    @Test
    void countsWhatMayGoAndWhatWaits() throws SQLException {
        delivery("crm", "pending", 0, -3_000);
        delivery("crm", "waiting", 0, 0);
        delivery("crm", "waiting", 0, 1);
        delivery("crm", "pending", 1, -9_000);

        Backlog now = backlog.now();

        assertThat(now.pending()).isEqualTo(3);
        assertThat(now.waiting()).isEqualTo(1);
        assertThat(now.oldestDueAt()).isEqualTo(clock.millis() - 3_000);
    }

    @Test
    void whatNobodyTakesIsCountedButNotDue() throws SQLException {
        delivery("held", "pending", 0, -3_000);

        Backlog now = backlog.now();

        assertThat(now.pending()).isEqualTo(1);
        assertThat(now.oldestDueAt()).isZero();
    }

    /** Or a node is down because another one has work. */
    @Test
    void whatAnotherNodeCarriesOutIsCountedButNotDue() throws SQLException {
        delivery("crm", "pending", 0, -9_000, 7);
        delivery("crm", "pending", 0, -3_000, 256 + 8);

        partitions.clear();
        partitions.set(8);
        assertThat(backlog.now().pending()).isEqualTo(2);
        assertThat(backlog.now().oldestDueAt()).isEqualTo(clock.millis() - 3_000);

        clock.advance(Duration.ofSeconds(3));
        partitions.clear();
        assertThat(backlog.now().pending()).isEqualTo(2);
        assertThat(backlog.now().oldestDueAt()).isZero();
    }

    @Test
    void withoutAnOrderTheIdSaysWhoseItIs() throws SQLException {
        delivery("crm", "pending", 0, -3_000, 0);
        partitions.clear();

        partitions.set(0);
        assertThat(backlog.now().oldestDueAt()).isEqualTo(clock.millis() - 3_000);
        partitions.clear();
        partitions.set(1, 256);
        clock.advance(Duration.ofSeconds(3));
        assertThat(backlog.now().oldestDueAt()).isZero();
    }

    @Test
    void theIdTellsHowOldTheOldestIs() throws SQLException {
        delivery("crm", "waiting", 0, 60_000);

        assertThat(backlog.now().oldestCreatedAt()).isEqualTo(clock.millis());
    }

    @Test
    void isReadAtMostOnceInTwoSeconds() throws SQLException {
        assertThat(backlog.now().pending()).isZero();
        delivery("crm", "pending", 0, 0);

        clock.advance(Duration.ofMillis(1_999));
        assertThat(backlog.now().pending()).isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(backlog.now().pending()).isEqualTo(1);
    }

    @Test
    void theLastFiguresStandWhileTheDatabaseIsAway() throws SQLException {
        delivery("crm", "pending", 0, 0);
        backlog.now();
        try (Connection connection = journal.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE delivery RENAME TO away");
        }
        clock.advance(Duration.ofSeconds(3));

        assertThat(backlog.now().pending()).isEqualTo(1);
    }

    private void delivery(String connector, String status, int blocked, long dueIn)
            throws SQLException {
        delivery(connector, status, blocked, dueIn, 0);
    }

    private void delivery(
            String connector, String status, int blocked, long dueIn, long subjectHash)
            throws SQLException {
        long id = ((clock.millis() - 1_704_067_200_000L) << 21) + rows++;
        try (Connection connection = DriverManager.getConnection(journal.getUrl());
                PreparedStatement insert =
                        connection.prepareStatement(
                                "INSERT INTO delivery (id, connector, event, subject_hash, status,"
                                        + " blocked, due_at, created_at)"
                                        + " VALUES (?, ?, 1, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, id);
            insert.setString(2, connector);
            insert.setLong(3, subjectHash);
            insert.setString(4, status);
            insert.setInt(5, blocked);
            insert.setLong(6, clock.millis() + dueIn);
            insert.setLong(7, clock.millis());
            insert.executeUpdate();
        }
    }
}
