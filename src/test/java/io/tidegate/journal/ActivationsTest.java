package io.tidegate.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActivationsTest {
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
    void theLastSwitchOfEachIsKept(SqlDialect dialect) {
        try (JournalUnderTest journal = open(dialect)) {
            var activations = new SqlActivations(journal.database, journal.journal);
            assertThat(activations.all()).isEmpty();

            Activation discarding = new Activation("crm", false, Long.MAX_VALUE, 1_000, "ann");
            Activation held = new Activation("a/ü b", false, null, 2_000, "cli:bob");
            activations.set(discarding);
            activations.set(held);
            assertThat(activations.all()).containsExactly(held, discarding);

            Activation on = new Activation("crm", true, null, 3_000, "bob");
            activations.set(on);
            assertThat(activations.all()).containsExactly(held, on);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsUnfinishedUpToAnIdIsFoundAlsoBehindAPredecessor(SqlDialect dialect) {
        try (JournalUnderTest journal = open(dialect)) {
            var activations = new SqlActivations(journal.database, journal.journal);
            DeliveryRef first = journal.delivery(JournalUnderTest.event("e1", "crm", "ann"));
            DeliveryRef behind = journal.delivery(JournalUnderTest.event("e2", "crm", "ann"));
            String connector = first.connector();

            assertThat(activations.hasUnfinished(connector, first.id() - 1)).isFalse();
            assertThat(activations.hasUnfinished(connector, first.id())).isTrue();
            assertThat(journal.journal.unfinished(connector, behind.id(), 10))
                    .as("what a predecessor holds back is not given out")
                    .extracting(due -> due.ref().id())
                    .containsExactly(first.id());

            journal.delivered(first, 5_000);
            assertThat(activations.hasUnfinished(connector, first.id())).isFalse();
            assertThat(activations.hasUnfinished(connector, behind.id())).isTrue();
            assertThat(activations.hasUnfinished("other", behind.id())).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeWrittenIsSaid(SqlDialect dialect) {
        JournalUnderTest journal = open(dialect);
        var activations = new SqlActivations(journal.database, journal.journal);
        journal.close();

        assertThatThrownBy(() -> activations.set(new Activation("crm", false, null, 1, "ann")))
                .isInstanceOf(JournalUnavailable.class);
    }
}
