package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.api.ApiUnderTest;
import io.tidegate.api.BackfillJobs;
import io.tidegate.backfill.Backfills;
import io.tidegate.backfill.Connectors;
import io.tidegate.backfill.Connectors.Standing;
import io.tidegate.backfill.FakeDirectory;
import io.tidegate.backfill.FakeIdentity;
import io.tidegate.backfill.LiveSubjects;
import io.tidegate.backfill.Rehearsing.Verdict;
import io.tidegate.cli.Cli;
import io.tidegate.event.Event;
import io.tidegate.identity.ActionFailed;
import io.tidegate.journal.Holding;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tidegate backfill} and the API below it, over jobs that really run. */
class BackfillCommandTest {
    @TempDir private Path temp;
    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final FakeDirectory directory = new FakeDirectory(1_200);
    private boolean configured = true;
    private ApiUnderTest api;
    private Backfills jobs;

    @BeforeEach
    void start() {
        api = new ApiUnderTest(temp);
        Backfills.Around around =
                new Backfills.Around(
                        BackfillCommandTest::standing,
                        new FakeIdentity(() -> configured ? directory : null),
                        profile -> profile,
                        Holding.everything(),
                        Clock.systemUTC());
        jobs = new Backfills(api.stored.database, api.stored.journal, new LiveSubjects(), around);
        api.backfills = new BackfillJobs(jobs, BackfillCommandTest::verdicts);
        environment.put("TIDEGATE_PORT", Integer.toString(api.port()));
        environment.put("TIDEGATE_ADMIN_TOKEN", ApiUnderTest.TOKEN);
        environment.put("TIDEGATE_DATA_DIR", temp.toString());
    }

    @AfterEach
    void stop() {
        jobs.close();
        api.close();
    }

    private static Standing standing(String id) {
        return switch (id) {
            case "crm-contacts" -> new Standing(Connectors.State.TAKES_DELIVERIES, 8);
            case "crm-updates" -> new Standing(Connectors.State.NO_OUTFLOW, 8);
            default -> new Standing(Connectors.State.UNKNOWN, 0);
        };
    }

    private static List<Verdict> verdicts(String connector, List<Event> events) {
        return events.stream().map(BackfillCommandTest::verdict).toList();
    }

    private static Verdict verdict(Event event) {
        return switch (event.id().charAt(event.id().length() - 1)) {
            case '7' -> new Verdict.Skipped("$[?(@.data.EmailVerified == true)]");
            case '9' -> new Verdict.Failed("mapping", "email is missing");
            default -> new Verdict.Sent();
        };
    }

    private int tidegate(String... args) {
        out.reset();
        err.reset();
        var installation = new CommandInstallation(environment, new Properties(), sandbox -> 0);
        return new Cli(
                        installation,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .execute(args);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void oneIsBegunListedAndCancelled() {
        assertThat(tidegate("backfill")).isZero();
        assertThat(said().lines()).hasSize(1);

        assertThat(tidegate("backfill", "crm-contacts", "--rate", "600/m", "--from", "2026-01-31"))
                .isZero();
        String id = said().split(" ")[1];
        assertThat(said())
                .isEqualToIgnoringNewLines(
                        "backfill "
                                + id
                                + " of crm-contacts has begun, at 600/m; tidegate backfill shows how far it is");
        await().untilAsserted(
                        () -> {
                            tidegate("backfill");
                            assertThat(said())
                                    .contains("crm-contacts  running")
                                    .contains("1200  600/m");
                        });
        assertThat(directory.asked()).containsExactly("first from 2026-01-31");

        assertThat(tidegate("backfill", "crm-contacts")).isEqualTo(1);
        assertThat(complained()).contains("backfill " + id + " of crm-contacts runs already");

        assertThat(tidegate("backfill", "crm-contacts", "--cancel")).isZero();
        assertThat(said()).startsWith("backfill " + id + " of crm-contacts is cancelled after");
        assertThat(tidegate("backfill", "crm-contacts", "--cancel")).isEqualTo(1);
        assertThat(complained()).contains("no backfill of crm-contacts runs");
        assertThat(tidegate("backfill")).isZero();
        assertThat(said()).contains(id + ": cancelled by admin");
    }

    @Test
    void aDryRunCountsWhatWouldBecomeOfTheFirstThousand() {
        assertThat(tidegate("backfill", "crm-contacts", "--dry-run")).isZero();
        assertThat(said().lines())
                .containsExactly(
                        "Of 1200 accounts, the first 1000 were tried with crm-contacts; nothing was stored or sent.",
                        "sent     800",
                        "skipped  100  $[?(@.data.EmailVerified == true)]",
                        "failed   100  mapping: email is missing  (such as u9)");
        assertThat(api.stored.row("SELECT count(*) FROM event")).isEqualTo("0");
        assertThat(jobs.all()).isEmpty();

        directory.failures().add(ActionFailed.giveUp("LoginRadius refused the API key"));
        assertThat(tidegate("backfill", "crm-contacts", "--dry-run")).isEqualTo(1);
        assertThat(complained())
                .contains(
                        "the identity provider gives no accounts: LoginRadius refused the API key");
    }

    @Test
    void whatIsWrongIsSaid() {
        assertThat(tidegate("backfill", "crm-contacts", "--from", "31.1.2026")).isEqualTo(2);
        assertThat(complained()).contains("from must be a day such as 2026-01-31, seen: 31.1.2026");
        assertThat(tidegate("backfill", "crm-contacts", "--rate", "50")).isEqualTo(2);
        assertThat(complained()).contains("rate must be a number from 1 to 1000 with /s, /m or /h");
        assertThat(tidegate("backfill", "--dry-run")).isEqualTo(2);
        assertThat(complained()).contains("the connector is missing");
        assertThat(tidegate("backfill", "crm-contacts", "--cancel", "--dry-run")).isEqualTo(2);
        assertThat(tidegate("backfill", "erp")).isEqualTo(1);
        assertThat(complained()).contains("there is no connector erp");
        assertThat(tidegate("backfill", "crm-updates")).isEqualTo(2);
        assertThat(complained()).contains("crm-updates is an inflow connector");
        configured = false;
        assertThat(tidegate("backfill", "crm-contacts")).isEqualTo(1);
        assertThat(complained()).contains("there is no identity provider to read accounts from");
    }

    @Test
    void withoutAServerItSaysThatItNeedsOne() throws Exception {
        try (ServerSocket free = new ServerSocket(0)) {
            environment.put("TIDEGATE_PORT", Integer.toString(free.getLocalPort()));
        }
        assertThat(tidegate("backfill", "crm-contacts")).isEqualTo(1);
        assertThat(complained()).contains("no server runs, and only a running one makes backfills");
    }
}
