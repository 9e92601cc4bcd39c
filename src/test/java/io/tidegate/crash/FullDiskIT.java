package io.tidegate.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No room for the journal: events are refused, nothing acknowledged is lost, room ends it. */
@Tag("crash")
class FullDiskIT {
    private static final int KIB = 4_096;

    /**
     * A limit on the size of a process's files, which any user may set and lift again: writes past
     * it fail, as on a full disk.
     */
    @Test
    void aFileThatMayNotGrowRefusesEventsUntilItMay(@TempDir Path folder) throws Exception {
        assumeThat(Path.of("/usr/bin/prlimit")).as("sets the limit and lifts it").exists();
        try (CrashRun run = new CrashRun(folder, 40, 1)) {
            run.start();
            assertThat(limitFiles(run, KIB * 1_024 + ":")).isZero();
            refusedUntilThereIsRoom(run, () -> limitFiles(run, "unlimited:"));
        }
    }

    private static int limitFiles(CrashRun run, String limit)
            throws IOException, InterruptedException {
        return run("prlimit", "--fsize=" + limit, "--pid", Long.toString(run.process().pid()));
    }

    @Test
    void aDiskThatIsFullRefusesEventsUntilThereIsRoom(@TempDir Path folder) throws Exception {
        Path disk = Files.createDirectories(folder.resolve("data"));
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=" + KIB + "k", "tmpfs", disk.toString()))
                .as("this user may mount a small disk")
                .isZero();
        try (CrashRun run = new CrashRun(folder, 40, 1)) {
            run.start();
            refusedUntilThereIsRoom(
                    run, () -> run("mount", "-o", "remount,size=512m", disk.toString()));
        } finally {
            run("umount", disk.toString());
        }
    }

    @FunctionalInterface
    private interface Room {
        int make() throws IOException, InterruptedException;
    }

    private static void refusedUntilThereIsRoom(CrashRun run, Room room) throws Exception {
        await("503 when nothing can be written")
                .atMost(Duration.ofSeconds(90))
                .until(() -> run.producer.answered(503) >= 20);
        assertThat(run.process().isAlive()).as("Tidegate lives on").isTrue();
        assertThat(run.rows.count("event"))
                .as("what is stored while the disk is full holds all that was acknowledged")
                .isGreaterThanOrEqualTo(run.acknowledged());
        int before = run.acknowledged();

        assertThat(room.make()).as("exit status of making room").isZero();

        await("events to be acknowledged again")
                .atMost(Duration.ofSeconds(60))
                .until(() -> run.acknowledged() >= before + 100);
        run.settle();
        run.kill();
        run.start();
        run.settle();
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor(20, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }
}
