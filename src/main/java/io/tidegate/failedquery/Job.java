package io.tidegate.failedquery;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Many failed queries replayed or discarded by a filter, as its row says.
 *
 * @param reason why it waits, or why it ended; null: nothing to say
 * @param finishedAt ms since 1970; null: it runs
 */
public record Job(
        long id,
        Order order,
        State state,
        Progress progress,
        @Nullable String reason,
        @Nullable Long finishedAt) {

    /**
     * What was asked for, when and by whom.
     *
     * @param upTo the newest failed query that it may touch: what fails again is not its own
     * @param startedAt ms since 1970
     */
    public record Order(
            FailedQueryFilter filter, Wish wish, long upTo, long startedAt, String startedBy) {}

    /** What is to become of each. */
    public enum Wish {
        REPLAY,
        REPLAY_FROM_EVENT,
        DISCARD;

        /** As the table and the API have it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Wish> of(String word) {
            return Stream.of(values()).filter(wish -> wish.word().equals(word)).findFirst();
        }
    }

    /** FAILED: it cannot go on. */
    public enum State {
        RUNNING,
        DONE,
        CANCELLED,
        FAILED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * @param cursor the failed query that it saw to last
     * @param total that were open when it began
     * @param refused of them, that could not be replayed or discarded any more
     * @param problems of the first that were refused
     */
    public record Progress(
            long cursor, long total, long done, long refused, List<Problem> problems) {
        static final int MOST_PROBLEMS = 20;

        public Progress {
            problems = List.copyOf(problems);
        }

        static Progress none(long total) {
            return new Progress(0, total, 0, 0, List.of());
        }

        Progress at(long id) {
            return new Progress(id, total, done, refused, problems);
        }

        Progress did(long id) {
            return new Progress(id, total, done + 1, refused, problems);
        }

        Progress refused(long id, String why) {
            List<Problem> more =
                    Stream.concat(problems.stream(), Stream.of(new Problem(id, why)))
                            .limit(MOST_PROBLEMS)
                            .toList();
            return new Progress(id, total, done, refused + 1, more);
        }

        /** Those that somebody else ended before their turn were refused too. */
        Progress ended() {
            return new Progress(cursor, total, done, Math.max(refused, total - done), problems);
        }
    }

    /** Why one was refused. */
    public record Problem(long failedQuery, String why) {}
}
