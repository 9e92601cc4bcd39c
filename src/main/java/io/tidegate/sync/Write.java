package io.tidegate.sync;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One write to an account that was remembered before it went out.
 *
 * @param id grows with time
 * @param action its word, such as {@code upsert-account}
 * @param keys hashes of what the account is found by
 * @param begunAt ms since 1970
 * @param before the account's values as they were looked up; none for one that is created
 * @param written the values that are written
 * @param expected the account's values if only these change
 * @param from the version that was looked up; null: none, or not told
 * @param answer what the provider said; null: not known, it may have been lost
 */
record Write(
        long id,
        Undertaking of,
        String action,
        Set<Long> keys,
        long begunAt,
        Leaves before,
        Leaves written,
        Leaves expected,
        @Nullable Long from,
        @Nullable Answer answer) {
    Write {
        keys = Set.copyOf(keys);
    }

    /** The account as the provider answered the write. */
    record Answer(
            @Nullable String uid, Leaves leaves, @Nullable Long version, @Nullable Long changed) {
        static Answer of(Snapshot account) {
            return new Answer(
                    account.uid(), account.leaves(), account.version(), account.changed());
        }
    }

    Write answered(Answer said) {
        return new Write(
                id, of, action, keys, begunAt, before, written, expected, from, said);
    }
}
