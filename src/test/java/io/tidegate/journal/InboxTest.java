package io.tidegate.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InboxTest {
    private static final long NOT_IN_THIS_TEST = TimeUnit.HOURS.toNanos(1);

    private final Inbox inbox = new Inbox(10);

    private static Op.Task<Integer> operation() {
        return new Op.Task<>((connection, dialect) -> 1, new CompletableFuture<>());
    }

    private static long later() {
        return System.nanoTime() + NOT_IN_THIS_TEST;
    }

    @Test
    void whatWaitsIsTakenAtOnceWhenItsTimeHasCome() throws Exception {
        inbox.offer(operation());

        assertThat(inbox.take(System.nanoTime())).hasSize(1);
    }

    @Test
    void beforeItsTimeMoreIsGatheredWithIt() throws Exception {
        inbox.offer(operation());
        CompletableFuture<List<Op>> taken =
                takenBy(System.nanoTime() + TimeUnit.SECONDS.toNanos(2));
        inbox.offer(operation());

        assertThat(taken.get()).hasSize(2);
    }

    @Test
    void aFullGroupDoesNotWaitForItsTime() throws Exception {
        CompletableFuture<List<Op>> taken = takenBy(later());
        for (int i = 0; i < Inbox.FULL_GROUP; i++) {
            inbox.offer(operation());
        }

        assertThat(taken.get()).hasSize(Inbox.FULL_GROUP);
    }

    @Test
    void aCloseEndsTheWait() throws Exception {
        inbox.offer(operation());
        CompletableFuture<List<Op>> taken = takenBy(later());
        inbox.close();

        assertThat(taken.get()).hasSize(1);
        assertThat(inbox.take(later())).isEmpty();
        assertThat(inbox.offer(operation())).isInstanceOf(JournalUnavailable.class);
    }

    private CompletableFuture<List<Op>> takenBy(long notBefore) {
        CompletableFuture<List<Op>> taken = new CompletableFuture<>();
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                taken.complete(inbox.take(notBefore));
                            } catch (InterruptedException e) {
                                taken.completeExceptionally(e);
                            }
                        });
        thread.setDaemon(true);
        thread.start();
        return taken;
    }
}
