package io.tidegate.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KnownConnectorsTest {
    private static final KnownConnector CRM =
            new KnownConnector(
                    "crm",
                    "outflow",
                    List.of("Register", "com.acme.\"*,é"),
                    true,
                    true,
                    "crm.yaml");
    private static final KnownConnector PLAIN =
            new KnownConnector("plain", "trigger", List.of("*"), false, false, null);

    @TempDir Path folder;

    private JournalUnderTest open(SqlDialect dialect) {
        String url =
                dialect == SqlDialect.SQLITE
                        ? "jdbc:sqlite:" + folder.resolve("tidegate.db")
                        : RealPostgres.freshDatabase();
        return new JournalUnderTest(new JournalSettings(url, null, null, 100), Clock.systemUTC());
    }

    @ParameterizedTest
    @EnumSource
    void theLastOfEachIsKnownUntilItIsForgotten(SqlDialect dialect) {
        try (JournalUnderTest journal = open(dialect)) {
            var known = new SqlKnownConnectors(journal.database, journal.journal);
            assertThat(known.all()).isEmpty();

            known.keep(List.of(PLAIN, CRM), List.of(), 1_000);
            assertThat(known.all()).containsExactly(CRM, PLAIN);

            KnownConnector changed =
                    new KnownConnector(
                            "crm", "outflow", List.of("Login"), false, false, "other.yaml");
            known.keep(List.of(changed), List.of("plain", "never-known"), 2_000);
            assertThat(known.all()).containsExactly(changed);
            assertThat(journal.rows("SELECT loaded_at FROM connector").toString())
                    .isEqualTo("[{loaded_at=2000}]");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeKeptIsSaidAndChangesNothing(SqlDialect dialect) {
        JournalUnderTest journal = open(dialect);
        var known = new SqlKnownConnectors(journal.database, journal.journal);
        journal.close();

        assertThatThrownBy(() -> known.keep(List.of(CRM), List.of(), 1_000))
                .isInstanceOf(JournalUnavailable.class)
                .hasMessageStartingWith("the loaded connectors cannot be remembered: ");
    }
}
