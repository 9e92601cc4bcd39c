package io.tidegate.journal;

import org.jspecify.annotations.Nullable;

/**
 * The journal could not be written or read: the database is away, full or broken. It is tried again
 * by itself.
 */
public final class JournalUnavailable extends RuntimeException {
    public JournalUnavailable(String what, @Nullable Throwable cause) {
        super(what, cause);
    }
}
