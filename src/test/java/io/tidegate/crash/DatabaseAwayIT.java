package io.tidegate.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("crash")
class DatabaseAwayIT {

    @Test
    void postgresqlMayDieAndComeBackUnderLoad(@TempDir Path folder) throws IOException {
        Path cluster = folder.resolve("cluster");
        EmbeddedPostgres first = postgres(cluster, 0);
        int port = first.getPort();
        String url = first.getJdbcUrl("postgres", "postgres");
        var start = TidegateProcess.Start.in(folder).with(Map.of("TIDEGATE_DATABASE_URL", url));
        try (CrashRun run = new CrashRun(start, new SqlRows(url), 60, 1)) {
            run.start();
            awaitAcknowledged(run, 200);

            kill(cluster);
            first.close();
            awaitRefusals(run);
            int before = run.acknowledged();
            assertThat(run.process().isAlive()).as("Tidegate lives on").isTrue();

            try (EmbeddedPostgres second = postgres(cluster, port)) {
                awaitAcknowledged(run, before + 100);
                run.settle();
                assertThat(run.process().log()).contains("the journal can be written again");
                run.process().kill();
                assertThat(second.getPort()).isEqualTo(port);
            }
        }
    }

    private static void awaitAcknowledged(CrashRun run, int events) {
        await(events + " events to be acknowledged")
                .atMost(Duration.ofSeconds(60))
                .until(() -> run.acknowledged() >= events);
    }

    /** Each of the producer's threads was refused, so nothing of theirs is under way any more. */
    private static void awaitRefusals(CrashRun run) {
        await("503 while the database is away")
                .atMost(Duration.ofSeconds(60))
                .until(() -> run.producer.answered(503) >= 20);
    }

    /** Port 0 takes a free one. */
    private static EmbeddedPostgres postgres(Path cluster, int port) throws IOException {
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder()
                        .setDataDirectory(cluster)
                        .setCleanDataDirectory(false)
                        .setPGStartupWait(Duration.ofSeconds(60));
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    /** SIGKILL to the server's first process; its others end by themselves when they notice. */
    private static void kill(Path cluster) throws IOException {
        Path pidFile = cluster.resolve("postmaster.pid");
        ProcessHandle postmaster =
                ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).get(0))).orElseThrow();
        var backends = postmaster.children().toList();
        postmaster.destroyForcibly();
        backends.forEach(ProcessHandle::destroyForcibly);
        postmaster.onExit().orTimeout(30, TimeUnit.SECONDS).join();
        backends.forEach(backend -> backend.onExit().orTimeout(30, TimeUnit.SECONDS).join());
    }
}
