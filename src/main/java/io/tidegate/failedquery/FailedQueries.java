package io.tidegate.failedquery;

import java.util.Optional;

/**
 * The failed queries, and the two things that end one. All of it waits for the database: not for an
 * event loop.
 */
public interface FailedQueries {

    /**
     * Newest first.
     *
     * @param beforeId only those with lower ids; {@link Long#MAX_VALUE} begins
     * @param limit of items; a page ends earlier when its bodies pass 4 MiB
     */
    FailedQueryPage list(FailedQueryFilter filter, long beforeId, int limit);

    Optional<FailedQuery> get(long id);

    /**
     * Makes its delivery pending again with fresh retries, due at once; {@code by} is who asked for
     * it.
     */
    Resolved replay(long id, Replay how, String by);

    /** Ends it without a further attempt; its delivery stays failed. */
    Resolved discard(long id, String by);
}
