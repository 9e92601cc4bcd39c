package io.tidegate.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.failedquery.SqlFailedQueries;
import io.tidegate.failedquery.StoredDeliveries;
import io.tidegate.journal.SqlDialect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.ProgressHandler;

/** What SQLite looked at is told by its steps: some 20 a row, however it is asked. */
class SqliteLongListsTest extends LongListsContract {
    private static final int STEPS_A_ROW = 20;

    @TempDir static Path folder;
    private static StoredDeliveries stored;

    @BeforeAll
    static void fill() throws SQLException {
        stored = new StoredDeliveries(url());
        try (Connection connection = DriverManager.getConnection(url())) {
            fill(
                    connection,
                    "INSERT OR IGNORE INTO event_key_sorted (id, source, seq) SELECT id, source, seq FROM event",
                    "UPDATE event_key_state SET sorted_to = (SELECT max(seq) FROM event)");
        }
    }

    @AfterAll
    static void close() {
        stored.close();
    }

    private static String url() {
        return "jdbc:sqlite:" + folder.resolve("tidegate.db");
    }

    @Override
    SqlDialect dialect() {
        return SqlDialect.SQLITE;
    }

    @Override
    SqlFailedQueries failedQueries() {
        return stored.failedQueries;
    }

    @Override
    <T> T reading(long mostScanned, SqlReader.Reading<T> reading) throws SQLException {
        Steps steps = new Steps();
        try (Connection connection = DriverManager.getConnection(url())) {
            ProgressHandler.setHandler(connection, Steps.EACH, steps);
            T read = reading.from(connection);
            ProgressHandler.clearHandler(connection);
            assertThat(steps.made).isLessThanOrEqualTo(mostScanned * STEPS_A_ROW);
            return read;
        }
    }

    private static final class Steps extends ProgressHandler {
        static final int EACH = 100;
        long made;

        @Override
        protected int progress() {
            made += EACH;
            return 0;
        }
    }
}
