package io.tidegate.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tidegate.backfill.Backfill.State;
import io.tidegate.backfill.BackfillRefused.Why;
import io.tidegate.backfill.Connectors.Standing;
import io.tidegate.event.Event;
import io.tidegate.identity.Account;
import io.tidegate.identity.ActionFailed;
import io.tidegate.journal.Holding;
import io.tidegate.journal.RealPostgres;
import io.tidegate.journal.SqlDialect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BackfillTest {
    private static final Rate FAST = Rate.parse("1000/s").orElseThrow();

    /** A connector that takes whole pages. */
    private static final Standing WIDE = new Standing(Connectors.State.TAKES_DELIVERIES, 1_000);

    @TempDir private Path folder;
    private String url = "";
    private BackfillsUnderTest jobs;

    private void open(FakeDirectory directory) {
        open(SqlDialect.SQLITE, directory);
    }

    private void open(SqlDialect dialect, FakeDirectory directory) {
        if (url.isEmpty()) {
            url =
                    dialect == SqlDialect.SQLITE
                            ? "jdbc:sqlite:" + folder.resolve("tidegate.db")
                            : RealPostgres.freshDatabase();
        }
        jobs = new BackfillsUnderTest(url, directory);
    }

    @AfterEach
    void close() {
        if (jobs != null) {
            jobs.close();
        }
    }

    private long start() {
        return jobs.backfills.start("crm", null, FAST, "ann").id();
    }

    private void awaitState(long id, State state) {
        await().untilAsserted(() -> assertThat(jobs.now(id).state()).isEqualTo(state));
    }

    /**
     * Of several nodes the one that leads carries it out: another one's start is for it to find.
     */
    @Test
    void whatIsBegunAtANodeThatDoesNotLeadWaitsForTheOneThatDoes() {
        FakeDirectory directory = new FakeDirectory(3);
        open(directory);
        jobs.close();
        jobs = new BackfillsUnderTest(url, directory, Holding.nothing());
        long id = start();
        jobs.backfills.resume();
        assertThat(jobs.backfills.running()).isZero();
        assertThat(jobs.now(id).state()).isEqualTo(State.RUNNING);
        jobs.close();

        jobs = new BackfillsUnderTest(url, directory);
        jobs.backfills.resume();
        jobs.backfills.resume();
        awaitState(id, State.DONE);
        assertThat(jobs.accepted).hasSize(3);
    }

    private static List<String> uids(int count) {
        return IntStream.range(0, count).mapToObj(i -> "u" + i).toList();
    }

    @ParameterizedTest
    @EnumSource
    void everyAccountBecomesOneEventOfThatConnector(SqlDialect dialect) {
        open(dialect, new FakeDirectory(250));
        jobs.standing = WIDE;
        long id = start();
        awaitState(id, State.DONE);

        assertThat(jobs.subjects()).containsExactlyElementsOf(uids(250));
        Event first = jobs.accepted.get(0);
        assertThat(first.type()).isEqualTo("backfill.crm");
        assertThat(first.source()).isEqualTo("/backfill/" + id);
        assertThat(first.id()).isEqualTo("u0");
        assertThat(first.time()).isEqualTo("2026-01-02T03:04:05Z");
        Backfill.Progress end = jobs.now(id).progress();
        assertThat(end.done()).isEqualTo(250);
        assertThat(end.total()).isEqualTo(250);
        assertThat(end.leftOut()).isZero();
        assertThat(jobs.now(id).order().startedBy()).isEqualTo("ann");
    }

    @ParameterizedTest
    @EnumSource
    void aRestartGoesOnAtThePageItWasAtAndSendsNothingTwice(SqlDialect dialect) {
        FakeDirectory directory = new FakeDirectory(400);
        open(dialect, directory);
        jobs.deliverAtOnce = false;
        long id = start();
        for (int i = 0; i < 150; i++) {
            await().pollInterval(Duration.ofMillis(2)).until(() -> !jobs.unfinished.isEmpty());
            jobs.deliver(1);
        }
        jobs.close();
        List<String> before = jobs.subjects(); // none can come any more
        directory.asked.clear();

        open(dialect, directory);
        jobs.standing = WIDE;
        jobs.backfills.resume();
        awaitState(id, State.DONE);

        assertThat(directory.asked).containsExactly("next 100", "next 200", "next 300");
        assertThat(jobs.subjects()).doesNotContainAnyElementsOf(before);
        HashSet<String> all = new HashSet<>(before);
        all.addAll(jobs.subjects());
        assertThat(all).containsExactlyInAnyOrderElementsOf(uids(400));
        assertThat(jobs.now(id).progress().done()).isEqualTo(400);
    }

    @Test
    void atMostHalfOfTheWindowIsTheBackfills() {
        open(new FakeDirectory(100));
        jobs.deliverAtOnce = false;
        start();
        await().until(() -> jobs.unfinished.size() == 4);
        await().during(java.time.Duration.ofMillis(300)).until(() -> jobs.unfinished.size() == 4);
        jobs.deliver(1);
        await().until(() -> jobs.accepted.size() == 5);
    }

    @Test
    void itWaitsWhileLiveEventsOfTheConnectorDo() {
        open(new FakeDirectory(100));
        jobs.deliverAtOnce = false;
        for (int i = 0; i < 8; i++) {
            jobs.live("l" + i, "someone-" + i);
        }
        start();
        await().during(java.time.Duration.ofMillis(300))
                .until(() -> jobs.subjects().stream().allMatch(one -> one.endsWith("*")));
        jobs.deliver(2);
        await().untilAsserted(
                        () ->
                                assertThat(jobs.subjects())
                                        .filteredOn(one -> !one.endsWith("*"))
                                        .hasSize(2));
    }

    @Test
    void itKeepsToItsRate() {
        open(new FakeDirectory(100));
        long begun = System.nanoTime();
        long id = jobs.backfills.start("crm", null, Rate.parse("50/s").orElseThrow(), "ann").id();
        awaitState(id, State.DONE);
        // 100 accounts at 50 a second, but for a quarter of a second's worth at the start
        assertThat(System.nanoTime() - begun).isGreaterThan(1_600_000_000L);
    }

    @Test
    void anAccountThatALiveEventWasFasterForIsReadAgain() {
        FakeDirectory directory = new FakeDirectory(3);
        open(directory);
        directory.afterPage =
                () -> { // read is v1; then the account changes, and its event comes in
                    directory.afterPage = () -> {};
                    directory.accounts.set(1, FakeDirectory.account("u1", "v2"));
                    jobs.live("l1", "u1");
                };
        awaitState(start(), State.DONE);

        assertThat(jobs.subjects()).containsExactly("u1*", "u0", "u2", "u1");
        byte[] data = jobs.accepted.get(3).data();
        assertThat(new String(data, StandardCharsets.UTF_8)).contains("\"FirstName\":\"v2\"");
        assertThat(directory.asked).containsExactly("first", "find Uid u1");
    }

    @ParameterizedTest
    @EnumSource
    void aPageMayBeOlderThanALiveEventOfTheLastMinute(SqlDialect dialect) {
        FakeDirectory directory = new FakeDirectory(3);
        open(dialect, directory);
        jobs.live("l1", "u1");
        awaitState(start(), State.DONE);
        assertThat(directory.asked).containsExactly("first", "find Uid u1");
        assertThat(jobs.subjects()).containsExactly("u1*", "u0", "u2", "u1");
    }

    @Test
    void anAccountThatIsGoneByThenIsLeftOut() {
        FakeDirectory directory = new FakeDirectory(3);
        open(directory);
        directory.afterPage =
                () -> {
                    directory.afterPage = () -> {};
                    directory.accounts.remove(1);
                    jobs.live("l1", "u1");
                };
        long id = start();
        awaitState(id, State.DONE);
        assertThat(jobs.subjects()).containsExactly("u1*", "u0", "u2");
        assertThat(jobs.now(id).progress().leftOut()).isEqualTo(1);
        assertThat(jobs.now(id).progress().done()).isEqualTo(3);
    }

    @Test
    void whatTheProviderCannotGiveIsAskedForAgainAndSaidMeanwhile() {
        FakeDirectory directory = new FakeDirectory(3);
        directory.failures.add(ActionFailed.repeat("401, the API key is wrong"));
        open(directory);
        long id = start();
        await().untilAsserted(
                        () ->
                                assertThat(jobs.now(id).reason())
                                        .isEqualTo(
                                                "the identity provider gives no accounts, tried again:"
                                                        + " 401, the API key is wrong"));
        assertThat(jobs.backfills.problems())
                .containsExactly("backfill " + id + " of crm: " + jobs.now(id).reason());
        awaitState(id, State.DONE);
        assertThat(jobs.now(id).reason()).isNull();
        assertThat(jobs.backfills.problems()).isEmpty();
    }

    @Test
    void aCursorThatIsRefusedBeginsAgainAndRepeatsOnlyDuplicates() {
        FakeDirectory directory = new FakeDirectory(150);
        open(directory);
        jobs.standing = WIDE;
        directory.afterPage =
                () -> {
                    directory.afterPage = () -> {};
                    directory.failures.add(ActionFailed.giveUp("400, the cursor is too old"));
                };
        long id = start();
        awaitState(id, State.DONE);
        assertThat(directory.asked).containsExactly("first", "next 100", "first", "next 100");
        assertThat(jobs.subjects()).containsExactlyElementsOf(uids(150));
        assertThat(jobs.now(id).progress().done()).isEqualTo(150);
    }

    @Test
    void oneThatIsRefusedAgainAndAgainFails() {
        FakeDirectory directory = new FakeDirectory(150);
        open(directory);
        jobs.standing = WIDE;
        directory.afterPage =
                () -> directory.failures.add(ActionFailed.giveUp("400, no such cursor"));
        long id = start();
        await().until(() -> jobs.now(id).state() == State.FAILED);
        assertThat(jobs.now(id).reason())
                .isEqualTo("the identity provider refuses to go on: 400, no such cursor");
    }

    @Test
    void itWaitsForAConnectorThatIsInactive() {
        open(new FakeDirectory(3));
        jobs.standing = new Standing(Connectors.State.HELD, 8);
        long id = start();
        await().untilAsserted(
                        () ->
                                assertThat(jobs.now(id).reason())
                                        .isEqualTo(
                                                "waits until its connector takes deliveries: it is inactive"));
        assertThat(jobs.accepted).isEmpty();
        jobs.standing = new Standing(Connectors.State.TAKES_DELIVERIES, 8);
        awaitState(id, State.DONE);
        assertThat(jobs.accepted).hasSize(3);
    }

    @Test
    void oneThatIsCancelledStaysSo() {
        open(new FakeDirectory(1_000));
        jobs.deliverAtOnce = false;
        long id = start();
        await().until(() -> !jobs.accepted.isEmpty());
        assertThat(jobs.backfills.cancel(id, "bob").state()).isEqualTo(State.CANCELLED);
        assertThat(jobs.now(id).reason()).isEqualTo("cancelled by bob");
        await().until(() -> jobs.backfills.running() == 0);
        assertThat(jobs.now(id).state()).isEqualTo(State.CANCELLED);
        assertThatThrownBy(() -> jobs.backfills.cancel(id, "bob"))
                .hasMessage("backfill " + id + " has ended: cancelled");
        jobs.close();

        open(new FakeDirectory(1_000));
        jobs.backfills.resume();
        assertThat(jobs.backfills.running()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aConnectorHasOneAtATime(SqlDialect dialect) {
        open(dialect, new FakeDirectory(1_000));
        jobs.deliverAtOnce = false;
        long id = start();
        assertThatThrownBy(this::start)
                .isInstanceOfSatisfying(
                        BackfillRefused.class, e -> assertThat(e.why()).isEqualTo(Why.STATE))
                .hasMessage(
                        "backfill " + id + " of crm runs already; wait for its end, or cancel it");
        jobs.backfills.cancel(id, "bob");
        assertThat(start()).isGreaterThan(id);
        assertThat(jobs.backfills.all()).hasSize(2);
    }

    @Test
    void whatCannotBeBegunIsSaid() {
        open(new FakeDirectory(1));
        assertThatThrownBy(() -> jobs.backfills.start("erp", null, FAST, "ann"))
                .hasMessage("there is no connector erp");
        jobs.standing = new Standing(Connectors.State.NO_OUTFLOW, 8);
        assertThatThrownBy(this::start)
                .isInstanceOfSatisfying(
                        BackfillRefused.class, e -> assertThat(e.why()).isEqualTo(Why.NEVER))
                .hasMessage(
                        "crm is an inflow connector; a backfill feeds accounts through an outflow");
        jobs.standing = new Standing(Connectors.State.TAKES_DELIVERIES, 8);
        jobs.directory = null;
        assertThatThrownBy(this::start)
                .hasMessage(
                        "there is no identity provider to read accounts from: TIDEGATE_IDENTITY_KEY is not set");
        assertThat(jobs.backfills.all()).isEmpty();
    }

    @Test
    void onlyAccountsFromThatDayAreAskedFor() {
        FakeDirectory directory = new FakeDirectory(1);
        open(directory);
        LocalDate day = LocalDate.of(2026, 2, 3);
        long id = jobs.backfills.start("crm", day, FAST, "ann").id();
        awaitState(id, State.DONE);
        assertThat(directory.asked).containsExactly("first from 2026-02-03");
        assertThat(jobs.now(id).order().from()).isEqualTo(day);
    }

    @Test
    void anAccountWithoutUidIsLeftOut() {
        FakeDirectory directory = new FakeDirectory(2);
        directory.accounts.add(new Account("", java.util.Map.of()));
        open(directory);
        long id = start();
        awaitState(id, State.DONE);
        assertThat(jobs.now(id).progress().done()).isEqualTo(3);
        assertThat(jobs.now(id).progress().leftOut()).isEqualTo(1);
    }
}
