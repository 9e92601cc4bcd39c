package io.tidegate.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.crash.Receiver.Answer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("crash")
class TermIT {
    private static final Duration BOUND = Duration.ofSeconds(15);

    @Test
    void sigtermUnderLoadEndsInSecondsAndLosesNothing(@TempDir Path folder) {
        try (CrashRun run = new CrashRun(folder, 60, 1)) {
            int slow = 25_000;
            run.receiver.script("fast", nth -> new Answer(200, nth == 1 ? slow : 0));
            run.start();
            await("retries to wait and requests to be on the wire")
                    .atMost(Duration.ofSeconds(60))
                    .until(
                            () ->
                                    run.rows.count("delivery WHERE status = 'waiting'") > 5
                                            && run.receiver.arrivals().stream()
                                                            .filter(
                                                                    a ->
                                                                            a.connector()
                                                                                    .equals("fast"))
                                                            .count()
                                                    > 5);

            Duration took = run.stop(BOUND);

            System.out.println("SIGTERM under load: ended after " + took.toMillis() + " ms");
            assertThat(run.rows.count("delivery WHERE status = 'waiting'"))
                    .as("it did not wait for the retries")
                    .isPositive();
            run.receiver.script("fast", nth -> new Answer(200, 0));
            run.start();
            run.settle();
        }
    }
}
