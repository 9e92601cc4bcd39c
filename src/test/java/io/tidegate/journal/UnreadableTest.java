package io.tidegate.journal;

import static io.tidegate.journal.JournalUnderTest.event;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows whose payload nobody can read stop no others than those of their own order. */
class UnreadableTest {
    private final SteppedClock clock = new SteppedClock("2026-02-01T10:00:00Z");
    private final Keys keys = new Keys();
    @TempDir Path folder;

    private JournalUnderTest open(SqlDialect dialect) {
        String url =
                dialect == SqlDialect.SQLITE
                        ? "jdbc:sqlite:" + folder.resolve("tidegate.db")
                        : RealPostgres.freshDatabase();
        JournalUnderTest journal =
                new JournalUnderTest(new JournalSettings(url, null, null, 100), clock);
        journal.database.payloads().use(keys);
        return journal;
    }

    /** Encrypts by turning each byte over; the key of a payload is its first letter. */
    private static final class Keys implements Payloads.Cipher {
        private boolean isLost;
        private boolean encrypts = true;

        @Override
        public byte[] encrypt(byte[] plain) {
            return encrypts ? turned(plain) : null;
        }

        @Override
        public byte[] decrypt(byte[] encrypted) {
            if (isLost) {
                throw new JournalUnavailable("the key 12345678 is not at hand", null);
            }
            return turned(encrypted);
        }

        @Override
        public boolean encrypts() {
            return encrypts;
        }

        private static byte[] turned(byte[] bytes) {
            byte[] turned = bytes.clone();
            for (int i = 0; i < turned.length; i++) {
                turned[i] = (byte) ~turned[i];
            }
            return turned;
        }
    }

    private static List<String> due(JournalUnderTest journal, SteppedClock clock, int limit) {
        return journal.journal.due("crm", clock.millis(), limit).stream()
                .map(one -> one.event().id())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void otherSubjectsGoOnAndItsOwnWaits(SqlDialect dialect) {
        try (JournalUnderTest journal = open(dialect)) {
            DeliveryRef first = journal.delivery(event("a1", "crm", "a"));
            journal.accept(event("b1", "crm", "b"));
            keys.encrypts = false;
            journal.accept(event("a2", "crm", "a"), event("c1", "crm", "c"));
            journal.accept(event("d1", "crm", "d"));
            keys.isLost = true;

            assertThat(due(journal, clock, 1)).as("whatever the limit").containsExactly("c1");
            assertThat(due(journal, clock, 10)).containsExactly("c1", "d1");
            assertThat(due(journal, clock, 10)).containsExactly("c1", "d1");
            assertThat(journal.journal.problems())
                    .singleElement()
                    .asString()
                    .startsWith("connector crm has 2 deliveries whose payload cannot be read, ")
                    .contains(
                            "the first is " + first.id(),
                            "the key 12345678 is not at hand",
                            "./tidegate connectors deactivate crm --discard");
            assertThat(journal.journal.stepsOver()).containsExactly("crm");
            assertThat(journal.count("delivery WHERE status = 'pending'")).isEqualTo(5);

            keys.isLost = false;
            clock.advance(java.time.Duration.ofMillis(Unreadable.AGAIN_MILLIS));
            assertThat(due(journal, clock, 10)).containsExactly("a1", "b1", "c1", "d1");
            assertThat(journal.journal.problems()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void moreThanOneReadTakesAreSteppedOver(SqlDialect dialect) {
        try (JournalUnderTest journal = open(dialect)) {
            for (int i = 0; i < 50; i++) {
                journal.accept(event("lost" + i, "crm", "s" + i));
            }
            keys.encrypts = false;
            journal.accept(event("fine", "crm", "t"));
            keys.isLost = true;

            assertThat(due(journal, clock, 7)).containsExactly("fine");
        }
    }

    @ParameterizedTest
    @EnumSource
    void brokenJsonIsSuchARowToo(SqlDialect dialect) {
        keys.encrypts = false;
        try (JournalUnderTest journal = open(dialect)) {
            journal.accept(event("broken", "crm", "a"), event("fine", "crm", "b"));
            journal.update("UPDATE event SET extensions = '{' WHERE id = 'broken'");

            assertThat(due(journal, clock, 10)).containsExactly("fine");
            assertThat(journal.journal.problems().get(0)).contains("broken JSON");
        }
    }

    @ParameterizedTest
    @EnumSource
    void itCanBeEndedAllTheSame(SqlDialect dialect) {
        try (JournalUnderTest journal = open(dialect)) {
            DeliveryRef first =
                    journal.delivery(
                            event("a1", "crm", "a", "{}".getBytes(StandardCharsets.UTF_8)));
            keys.isLost = true;

            List<Due> unfinished =
                    new ArrayList<>(journal.journal.unfinished("crm", Long.MAX_VALUE, 10));

            assertThat(unfinished).extracting(Due::ref).containsExactly(first);
            assertThat(unfinished.get(0).event().id()).isEqualTo("a1");
            assertThat(unfinished.get(0).request()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void hooksOfOthersRun(SqlDialect dialect) {
        try (JournalUnderTest journal = open(dialect)) {
            for (String id : List.of("x", "y", "z")) {
                keys.encrypts = !id.equals("z");
                DeliveryRef ref = journal.delivery(event(id, "crm", id));
                journal.delivered(ref, clock.millis());
                journal.update("UPDATE delivery SET after = 'due' WHERE id = " + ref.id());
            }
            keys.isLost = true;

            assertThat(journal.journal.hooksDue("crm", 0, 1))
                    .extracting(due -> due.event().id())
                    .containsExactly("z");
        }
    }
}
