package io.tidegate.crash;

import io.tidegate.fault.FaultPoint;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Killed between two steps of a delivery, under load, again and again on one data folder; {@code
 * -Dtidegate.crash.repeats} says how often at each place.
 */
@Tag("crash")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashAtFaultPointIT {
    private static final int REPEATS = Integer.getInteger("tidegate.crash.repeats", 3);

    /** Kills after which all must have ended before the next: the rest falls into recoveries. */
    private static final int KILLS_IN_A_ROW = 5;

    private final long seed = Long.getLong("tidegate.crash.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Table table =
            new Table(
                    "killed",
                    "times",
                    "acknowledged",
                    "waiting at a kill",
                    "answers lost",
                    "received twice");
    private CrashRun run;

    @BeforeAll
    void load(@TempDir Path folder) {
        System.out.println("tidegate.crash.seed=" + seed);
        run = new CrashRun(folder, 80, seed);
    }

    @AfterAll
    void report() {
        table.print("crash");
        System.out.println("in the end: " + run.countByStatus());
        run.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultPoint.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {
                "AFTER_KEY_FILE", // SecretRotationCrashTest
                "AFTER_KEY_COMMIT",
                "AFTER_ACTIVATION_COMMIT", // ActivationCrashIT
                "AFTER_CONNECTOR_COMMIT", // ConnectorSaveCrashIT
                "AFTER_JOB_COMMIT", // JobCrashIT
                "AFTER_ERASURE_COMMIT", // ErasureCrashIT
                "BEFORE_DAY_DROPPED", // DayDropCrashIT
                "AFTER_DAY_DROPPED",
                "AFTER_DAY_KEYS",
                "AFTER_BACKFILL_READ", // BackfillCrashIT
                "AFTER_BACKFILL_EVENTS",
                "AFTER_BACKFILL_CURSOR",
                "BEFORE_OFFSET_COMMIT" // BusCrashIT
            })
    void nothingAcceptedIsLost(FaultPoint point, @TempDir Path markers) {
        int acknowledged = run.acknowledged();
        Ledger.Toll before = run.toll();
        for (int kill = 1; kill <= REPEATS; kill++) {
            killAt(point, markers.resolve("hit-" + kill));
            if (kill % KILLS_IN_A_ROW == 0 || kill == REPEATS) {
                run.start();
                run.settle();
                run.kill();
            }
        }
        Ledger.Toll now = run.toll().minus(before);
        table.row(
                point,
                REPEATS,
                run.acknowledged() - acknowledged,
                now.waiting(),
                now.answersLost(),
                now.receivedTwice());
    }

    private void killAt(FaultPoint point, Path marker) {
        run.startUntil(point, 1 + random.nextInt(most(point)), marker);
        run.kill();
    }

    /** Reached within two seconds of load or so. */
    private static int most(FaultPoint point) {
        return switch (point) {
            case BEFORE_COMMIT, AFTER_COMMIT -> 120;
            case BEFORE_SEND, AFTER_SEND, BEFORE_SUCCESS_RECORD -> 200;
            case BEFORE_FAILURE_RECORD -> 80;
            case BEFORE_HOOK -> 40;
            case AFTER_KEY_FILE,
                    AFTER_KEY_COMMIT,
                    AFTER_ACTIVATION_COMMIT,
                    AFTER_CONNECTOR_COMMIT,
                    AFTER_JOB_COMMIT,
                    AFTER_ERASURE_COMMIT,
                    BEFORE_DAY_DROPPED,
                    AFTER_DAY_DROPPED,
                    AFTER_DAY_KEYS,
                    AFTER_BACKFILL_READ,
                    AFTER_BACKFILL_EVENTS,
                    AFTER_BACKFILL_CURSOR,
                    BEFORE_OFFSET_COMMIT ->
                    throw new IllegalArgumentException("no event comes there");
        };
    }
}
