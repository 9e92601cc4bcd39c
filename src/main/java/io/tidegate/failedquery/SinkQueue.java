package io.tidegate.failedquery;

import java.util.List;

/**
 * The failed queries that the sink has not got yet: written with the row, taken off when the sink
 * has it.
 */
public interface SinkQueue {

    /**
     * The oldest first, at most so many, and fewer if their bodies are large; reads the database.
     */
    List<FailedQuery> next(int limit);

    /** The sink has these. Returns when that is committed. */
    void taken(List<FailedQuery> rows);

    /** Nobody wants any. */
    void clear();
}
