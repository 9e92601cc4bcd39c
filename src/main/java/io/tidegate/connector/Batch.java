package io.tidegate.connector;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Many records in one request.
 *
 * @param size records in one request, at most
 * @param within so long the first of them waits for others, at most
 * @param in the key of the body under which the list of records stands; null: the list is the body
 * @param outcomes null: the answer's status counts for all
 */
public record Batch(int size, Duration within, @Nullable String in, @Nullable Outcomes outcomes) {
    /** How long is waited if nothing is said. */
    static final Duration WITHIN = Duration.ofSeconds(1);

    /**
     * How the answer says what became of each record. All three were checked when they were read.
     *
     * @param at path to the list of results, in the order of the records
     * @param success rule on a result, which holds if its record was taken
     * @param error path in a result to why it was not; null: nothing says so
     */
    public record Outcomes(String at, String success, @Nullable String error) {}
}
