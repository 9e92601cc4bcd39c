package io.tidegate.journal;

import static io.tidegate.journal.JournalUnderTest.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The test's V1000 stands for a schema that a later Tidegate brings. */
class SchemaTest {
    private static final List<String> LATER = List.of("classpath:db-later");

    @TempDir Path folder;

    private JournalSettings fresh(SqlDialect dialect) {
        String url =
                dialect == SqlDialect.SQLITE
                        ? "jdbc:sqlite:" + folder.resolve("tidegate.db")
                        : RealPostgres.freshDatabase();
        return new JournalSettings(url, null, null, 100);
    }

    @ParameterizedTest
    @EnumSource
    void anOlderDatabaseIsMigratedAtStartAndKeepsWhatItHolds(SqlDialect dialect) {
        JournalSettings settings = fresh(dialect);
        try (JournalUnderTest journal = new JournalUnderTest(settings, Clock.systemUTC())) {
            journal.accept(event("1", "crm", null));
        }
        SqlDatabase.open(settings, LATER).close();

        try (JournalUnderTest reading =
                new JournalUnderTest(SqlDatabase.open(settings, LATER), Clock.systemUTC())) {
            assertThat(reading.rows("SELECT id, colour FROM event").toString())
                    .isEqualTo("[{id=1, colour=blue}]");
            assertThat(reading.accept(event("1", "crm", null)).get(0).duplicate()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theFirstVersionsRowsAreThereInTheSecond(SqlDialect dialect) throws SQLException {
        JournalSettings settings = fresh(dialect);
        Flyway.configure()
                .dataSource(settings.url(), null, null)
                .locations("classpath:db/" + dialect.folder())
                .table("schema_history")
                .target("1")
                .load()
                .migrate();
        try (Connection first = DriverManager.getConnection(settings.url());
                Statement insert = first.createStatement()) {
            insert.execute(
                    "INSERT INTO event (seq, id, source, type, partition, accepted_at) VALUES (1, 'e1', 'urn:test', 'crm', 0, 1)");
            insert.execute("INSERT INTO event_key (id, source, seq) VALUES ('e1', 'urn:test', 1)");
            insert.execute(
                    "INSERT INTO delivery (id, connector, event, subject_hash, status, blocked, due_at, created_at)"
                            + " VALUES (2, 'crm', 1, 7, 'pending', 0, 1, 1)");
            insert.execute(
                    "INSERT INTO failed_query (id, delivery_id, connector, event_id, event_type, stage, attempts, failed_at, state)"
                            + " VALUES (3, 2, 'crm', 'e0', 'crm', 'request', 6, '2026-01-01T00:00:00Z', 'open')");
        }

        try (JournalUnderTest journal = new JournalUnderTest(settings, Clock.systemUTC())) {
            assertThat(journal.dueIds("crm", 1)).containsExactly(2L);
            assertThat(journal.count("failed_query WHERE state = 'open'")).isEqualTo(1);
            assertThat(journal.count("connector")).isZero();
            assertThat(journal.accept(event("e1", "crm", null)).get(0).duplicate()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNewerDatabaseIsRefusedAndLeftAsItIs(SqlDialect dialect) {
        JournalSettings settings = fresh(dialect);
        SqlDatabase.open(settings, LATER).close();

        assertThatThrownBy(() -> SqlDatabase.open(settings))
                .isInstanceOf(JournalUnavailable.class)
                .hasMessageMatching(
                        "the journal has schema version 1000, this Tidegate knows up to \\d+: it was written by a newer"
                                + " Tidegate, start that one; nothing was changed");
        SqlDatabase.open(settings, LATER).close();
    }

    @ParameterizedTest
    @EnumSource
    void aDatabaseThatCannotBeReachedIsNamedWithoutItsPassword(SqlDialect dialect) {
        String url =
                dialect == SqlDialect.SQLITE
                        ? "jdbc:sqlite:" + folder.resolve("no/such/tidegate.db")
                        : "jdbc:postgresql://localhost:1/tidegate?password=hunter2";

        assertThatThrownBy(() -> SqlDatabase.open(new JournalSettings(url, "me", "hunter2", 100)))
                .isInstanceOf(JournalUnavailable.class)
                .hasMessageStartingWith("the journal at ")
                .hasMessageNotContaining("hunter2");
    }
}
