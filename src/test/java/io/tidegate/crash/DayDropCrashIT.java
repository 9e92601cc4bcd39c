package io.tidegate.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.journal.JournalSettings;
import io.tidegate.journal.SqlDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that is killed while it drops a day of PostgreSQL's tables. */
@Tag("crash")
class DayDropCrashIT {
    private static final int EVENTS = 2_500;
    private static final long DAY = Duration.ofDays(1).toMillis() << 21;
    private static final long BEGIN = 1_704_067_200_000L;

    /** Ids of ten days ago. */
    private static final long FROM =
            ((System.currentTimeMillis() - BEGIN) << 21) / DAY * DAY - 10 * DAY;

    private static final String TABLES =
            "pg_class WHERE relkind = 'r' AND relname LIKE '%_old' AND relname LIKE ";

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "before-day-dropped:2, 5, 1, 2502, 2502", // an empty day goes before it
        "after-day-dropped:2,  0, 1, 2, 2502",
        "after-day-keys:1,     0, 1, 2, 502",
    })
    void theNextStartDropsTheRestAndKeepsWhatIsToBeKept(
            String fault, int deliveryTables, int eventTables, int deliveries, int keys)
            throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            String url = postgres.getJdbcUrl("postgres", "postgres");
            fill(url);
            SqlRows rows = new SqlRows(url);
            var start = TidegateProcess.Start.in(folder).with(Map.of("TIDEGATE_DATABASE_URL", url));
            Files.createDirectories(start.routes());
            Path marker = folder.resolve("hit");
            String at = "-Dtidegate.fault=" + fault + ":" + marker;
            try (TidegateProcess first = TidegateProcess.launch(start.jvm(at))) {
                await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(marker));
                first.kill();
            }
            assertThat(rows.count(TABLES + "'event%'")).isEqualTo(eventTables);
            assertThat(rows.count(TABLES + "ANY ('{delivery%,attempt%,request%,response%}')"))
                    .isEqualTo(deliveryTables);
            assertThat(rows.count("delivery")).isEqualTo(deliveries);
            assertThat(rows.count("event")).isEqualTo(EVENTS + 2);
            assertThat(rows.count("event_key")).isEqualTo(keys);

            try (TidegateProcess next = TidegateProcess.start(start)) {
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> rows.count(TABLES + "'event%'") == 0);
                next.kill();
            }
            assertThat(rows.texts("SELECT status FROM delivery ORDER BY id"))
                    .containsExactly("failed", "waiting");
            for (String kept : List.of("event", "event_key", "request_rest", "failed_query")) {
                assertThat(rows.count(kept))
                        .as(kept)
                        .isEqualTo(kept.equals("failed_query") ? 1 : 2);
            }
        }
    }

    /** A day of which all is over but two deliveries. */
    private static void fill(String url) throws SQLException {
        SqlDatabase.open(new JournalSettings(url, null, null, 1)).close();
        long ended = BEGIN + (FROM >> 21);
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String table :
                    List.of(
                            "event",
                            "delivery",
                            "attempt",
                            "request",
                            "response",
                            "delivery_note")) {
                statement.execute("ALTER TABLE %1$s DETACH PARTITION %1$s_first".formatted(table));
                statement.execute(
                        "ALTER TABLE %1$s ATTACH PARTITION %1$s_first FOR VALUES FROM (MINVALUE) TO (%2$d)"
                                .formatted(table, FROM));
                statement.execute(
                        "CREATE TABLE %1$s_old PARTITION OF %1$s FOR VALUES FROM (%2$d) TO (%3$d)"
                                .formatted(table, FROM, FROM + DAY));
            }
            String each = " FROM generate_series(1, " + (EVENTS + 2) + ") i";
            statement.execute(
                    "INSERT INTO event (seq, id, source, type, partition, accepted_at) SELECT %d + i, 'e' || i, '/t', 'a', 0, %d"
                                    .formatted(FROM, ended)
                            + each);
            statement.execute(
                    "INSERT INTO event_key (id, source, seq) SELECT id, source, seq FROM event");
            statement.execute(
                    "INSERT INTO delivery (id, connector, event, subject_hash, status, blocked, due_at, created_at, finished_at)"
                            + " SELECT %1$d + 100000 + i, 'gone', %1$d + i, 0, CASE i WHEN %2$d THEN 'waiting' WHEN %3$d THEN 'failed' ELSE 'delivered' END, 0, %4$d, %4$d, %4$d"
                                    .formatted(FROM, EVENTS + 2, EVENTS + 1, ended)
                            + each);
            statement.execute(
                    "INSERT INTO request (delivery, method, url, headers) SELECT id, 'PUT', 'http://127.0.0.1:1', '{}' FROM delivery");
            statement.execute(
                    "INSERT INTO failed_query (id, delivery_id, connector, event_id, event_type, stage, attempts, failed_at, state)"
                            + " SELECT id + 1000000, id, connector, 'e', 'a', 'request', 6, now(), 'open' FROM delivery WHERE status = 'failed'");
        }
    }
}
