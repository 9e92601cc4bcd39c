package io.tidegate;

import io.tidegate.erasure.Discarding;
import io.tidegate.journal.Due;
import io.tidegate.route.Dispatcher;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** What is erased is ended by the dispatcher, that has it in memory. */
record DispatcherDiscarding(Dispatcher dispatcher) implements Discarding {
    @Override
    public Set<Long> delivering() {
        return dispatcher.delivering();
    }

    @Override
    public CompletionStage<Void> discard(Due due, String reason) {
        return dispatcher.discardReady(due, reason);
    }
}
