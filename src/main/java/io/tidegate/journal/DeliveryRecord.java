package io.tidegate.journal;

import org.jspecify.annotations.Nullable;

/**
 * What became of a delivery: what was done for it and its new state.
 *
 * @param at when, ms since 1970
 */
public record DeliveryRecord(DeliveryRef delivery, Change change, Made made, long at) {

    /**
     * @param attempts recorded so far over all replays, with this one
     * @param attempt the one that ended now; null if none was made
     * @param request what was, or would have been, sent; null if it did not come to that
     * @param requestIsStored the request is in the journal already and stays as it is there
     */
    public record Made(
            int attempts,
            @Nullable Attempt attempt,
            @Nullable StoredRequest request,
            boolean requestIsStored) {}
}
