package io.tidegate.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three real processes share one PostgreSQL, under load. */
@Tag("crash")
class ManyNodesIT {

    @Test
    void oneIsKilledOneIsPausedOneIsStoppedAndNothingIsLostNorOutOfOrder(@TempDir Path folder) {
        try (NodesRun run = new NodesRun(folder, 3, 40, 1)) {
            run.start();
            run.awaitAcknowledged(150);

            run.kill(0);
            run.awaitShared(2);
            run.awaitAcknowledged(100);
            run.restart(0);
            run.awaitShared(3);

            run.pauseUntilAdopted(1);
            run.awaitShared(3);
            run.awaitAcknowledged(100);
            assertThat(run.log(1)).contains("for dead").contains("joins anew");

            run.stop(2);
            run.awaitShared(2);
            run.awaitAcknowledged(100);
            run.restart(2);
            run.awaitShared(3);

            long beyond = run.settle();
            long ended = run.rows.count("delivery");
            assertThat(beyond)
                    .as("answers that were lost, of %s deliveries", ended)
                    .isLessThan(ended / 4);
        }
    }
}
