package io.tidegate.sync;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One write to an account that was remembered before it went out.
 *
 * @param id grows with time
 * @param begunAt ms since 1970
 * @param answer what the provider said; null: not known, it may have been lost
 */
record Write(
        long id,
        Undertaking of,
        About about,
        Values values,
        long begunAt,
        @Nullable Answer answer) {

    /**
     * @param action its word, such as {@code upsert-account}
     * @param uid null: the account is created
     * @param keys hashes of what the account is found by
     */
    record About(String action, @Nullable String uid, Set<Long> keys) {
        About {
            keys = Set.copyOf(keys);
        }
    }

    /**
     * @param before the account as it was looked up; none for one that is created
     * @param written what is written
     * @param expected the account if only that changes
     * @param from the version that was looked up; null: none, or not told
     * @param changed when people had changed the account last, ms since 1970; null: not told
     */
    record Values(
            Leaves before,
            Leaves written,
            Leaves expected,
            @Nullable Long from,
            @Nullable Long changed) {}

    /** The account as the provider answered the write. */
    record Answer(
            @Nullable String uid, Leaves leaves, @Nullable Long version, @Nullable Long changed) {
        static Answer of(Snapshot account) {
            return new Answer(
                    account.uid(), account.leaves(), account.version(), account.changed());
        }
    }

    boolean creates() {
        return about.uid == null;
    }

    Write answered(Answer said) {
        return new Write(id, of, about, values, begunAt, said);
    }
}
