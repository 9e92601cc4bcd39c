package io.tidegate.access;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The record of who changed what. What is written cannot be changed through Tidegate. */
public interface AuditLog {
    /**
     * Returns when it is committed; waits for the database.
     *
     * @throws io.tidegate.journal.JournalUnavailable if it cannot be written
     */
    void write(AuditEntry entry);

    /**
     * Carries out a change. What this thread changes in the journal first is committed together
     * with the entry as it was begun; what became of it is added when it is known. If that cannot
     * be written, the change stays and so does what was begun.
     *
     * @param begun the entry before its outcome is known
     * @param outcome the whole entry, by the change's result; null: it is none to be kept
     */
    <T> T during(AuditEntry begun, Supplier<T> change, Function<T, @Nullable AuditEntry> outcome);
}
