package io.tidegate.sync;

import org.jspecify.annotations.Nullable;

/**
 * When a third party's people made the change that a post tells of.
 *
 * @param at ms since 1970
 */
public record ChangeTime(long at, Source source) {

    /** Who says so. */
    public enum Source {
        /** The third party itself, in what it posted: as right as its clock. */
        THIRD_PARTY(30_000),
        /** Nobody: it was before the post was accepted, and posts may be late. */
        ACCEPTED(15 * 60_000),
        /** We: the change is an answer to our own request. */
        OURS(0);

        private final long allowance;

        Source(long allowance) {
            this.allowance = allowance;
        }
    }

    /**
     * @param mapped what the third party says, as a time with date and offset; else it is not known
     * @param accepted when its post was accepted, ms since 1970
     */
    public static ChangeTime of(@Nullable Object mapped, long accepted) {
        Long said = Snapshot.time(mapped);
        return said == null
                ? new ChangeTime(accepted, Source.ACCEPTED)
                : new ChangeTime(said, Source.THIRD_PARTY);
    }

    /** The earliest it may have been, ms since 1970. */
    long earliest() {
        return at - source.allowance;
    }

    /** The latest it may have been, ms since 1970. */
    long latest() {
        return source == Source.THIRD_PARTY ? at + source.allowance : at;
    }

    boolean isTheThirdPartys() {
        return source == Source.THIRD_PARTY;
    }
}
