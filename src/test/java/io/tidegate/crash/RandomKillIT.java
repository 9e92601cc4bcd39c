package io.tidegate.crash;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Killed at any moment under mixed load; {@code -Dtidegate.crash.kills} says how often. */
@Tag("crash")
class RandomKillIT {
    private static final int KILLS = Integer.getInteger("tidegate.crash.kills", 5);
    private static final int KILLS_IN_A_ROW = 10;

    /** From the start of the JVM on: the early ones fall into its start and its catching up. */
    private static final int LATEST_MILLIS = 8_000;

    @Test
    void nothingAcceptedIsLostAtAnyMoment(@TempDir Path folder) {
        long seed = Long.getLong("tidegate.crash.seed", System.nanoTime());
        System.out.println("tidegate.crash.seed=" + seed);
        Random random = new Random(seed);
        Table table =
                new Table(
                        "killed",
                        "acknowledged",
                        "waiting at a kill",
                        "answers lost",
                        "received twice",
                        "ended as");
        try (CrashRun run = new CrashRun(folder, 60, seed)) {
            run.start();
            for (int kill = 1; kill <= KILLS; kill++) {
                killWithin(run, 500 + random.nextInt(LATEST_MILLIS));
                if (kill % KILLS_IN_A_ROW == 0 || kill == KILLS) {
                    run.start();
                    run.settle();
                }
            }
            Ledger.Toll toll = run.toll();
            table.row(
                    KILLS + " times",
                    run.acknowledged(),
                    toll.waiting(),
                    toll.answersLost(),
                    toll.receivedTwice(),
                    run.countByStatus());
        }
        table.print("random");
    }

    private static void killWithin(CrashRun run, int millis) {
        run.launchIfDead();
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        await("the moment to kill")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(5))
                .until(
                        () -> {
                            run.loadIfOpen();
                            return System.nanoTime() >= until;
                        });
        run.kill();
    }
}
