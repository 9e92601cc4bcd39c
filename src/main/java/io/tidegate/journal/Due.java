package io.tidegate.journal;

import io.tidegate.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * A delivery read back from the journal.
 *
 * @param request what the earlier attempts sent; null if none was stored
 * @param response the recorded 2xx, when after hooks are due on it
 */
public record Due(
        DeliveryRef ref,
        Event event,
        Progress progress,
        @Nullable StoredRequest request,
        @Nullable StoredResponse response) {

    /**
     * How far it came.
     *
     * @param attempts recorded so far, over all replays
     * @param priorAttempts those before the last replay
     * @param firstAttemptAt ms since 1970, of this round
     * @param idempotencyKey null means the delivery's id
     */
    public record Progress(
            int attempts,
            int priorAttempts,
            @Nullable Long firstAttemptAt,
            @Nullable String idempotencyKey) {
        public static final Progress NONE = new Progress(0, 0, null, null);
    }
}
