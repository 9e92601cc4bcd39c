package io.tidegate.backfill;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A job as its row says.
 *
 * @param reason why it waits, or why it ended; null: nothing to say
 * @param changedAt ms since 1970
 */
public record Backfill(
        long id,
        Order order,
        State state,
        Progress progress,
        @Nullable String reason,
        long changedAt) {

    /**
     * What was asked for, when and by whom.
     *
     * @param from only accounts that changed on this day or later; null: all
     * @param startedAt ms since 1970
     */
    public record Order(
            String connector,
            @Nullable LocalDate from,
            Rate rate,
            long startedAt,
            String startedBy) {}

    /**
     * @param cursor of the page to be read next; null: the first
     * @param done accounts that were seen to
     * @param leftOut those of them that made no event: without a uid, gone by now, or changed again
     *     and again
     * @param total as the provider counts them; 0: not known yet
     */
    public record Progress(@Nullable String cursor, long done, long leftOut, long total) {
        static final Progress NONE = new Progress(null, 0, 0, 0);

        Progress plus(long accounts, long without) {
            return new Progress(cursor, done + accounts, leftOut + without, total);
        }

        Progress at(@Nullable String next) {
            return new Progress(next, done, leftOut, total);
        }

        Progress of(long all) {
            return new Progress(cursor, done, leftOut, all);
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

    /** Of its events. */
    String source() {
        return "/backfill/" + id;
    }

    Backfill now(Progress reached, @Nullable String why, long at) {
        return new Backfill(id, order, state, reached, why, at);
    }
}
