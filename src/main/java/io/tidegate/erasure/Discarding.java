package io.tidegate.erasure;

import io.tidegate.journal.Due;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** How deliveries of this node are ended before they are sent. */
public interface Discarding {
    /** Those that are on the wire now: they end by themselves. */
    Set<Long> delivering();

    /** Complete when it is committed; at once if another node has it. */
    CompletionStage<Void> discard(Due due, String reason);
}
