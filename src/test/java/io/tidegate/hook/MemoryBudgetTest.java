package io.tidegate.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
    private static final long MIB = 1 << 20;

    private final MemoryBudget budget = new MemoryBudget(10 * MIB);

    @Test
    void aSmallScriptNeverWaits() {
        MemoryBudget.Share greedy = budget.share();
        assertThat(greedy.reaches(16 * MIB)).isTrue();

        assertThat(budget.share().reaches(6 * MIB)).isTrue();
    }

    @Test
    void aGreedyScriptWaitsUntilAnotherHasEnded() throws Exception {
        MemoryBudget.Share first = budget.share();
        assertThat(first.reaches(16 * MIB)).isTrue();
        AtomicBoolean reached = new AtomicBoolean();
        Thread second = new Thread(() -> reached.set(budget.share().reaches(8 * MIB)));
        second.start();
        Awaitility.await().until(() -> second.getState() == Thread.State.WAITING);

        first.giveBack();
        second.join();

        assertThat(reached).isTrue();
    }

    @Test
    void aWaitEndsWithTheScriptsTime() throws Exception {
        assertThat(budget.share().reaches(16 * MIB)).isTrue();
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread second =
                new Thread(
                        () ->
                                interrupted.set(
                                        !budget.share().reaches(8 * MIB) && Thread.interrupted()));
        second.start();
        Awaitility.await().until(() -> second.getState() == Thread.State.WAITING);

        second.interrupt();
        second.join();

        assertThat(interrupted).isTrue();
    }
}
