package io.tidegate.sync;

import java.util.List;

/** Keeps writes through a crash. */
interface WriteLog {

    /** A new id. */
    long newId();

    /**
     * Returns when it is on disk.
     *
     * @throws io.tidegate.journal.JournalUnavailable if it cannot be kept; then nothing may be sent
     */
    void remember(Write write);

    /** Adds what the provider said; soon, and never at all after a crash. */
    void answered(Write write);

    /**
     * Forgets some that were begun before, ms since 1970, and whose deliveries have ended; returns
     * how many.
     */
    int forget(long before, int limit);

    /** The newest first: those begun since, ms since 1970. */
    List<Write> since(long time, int limit);

    /** All of a delivery that are kept still. */
    List<Write> ofDelivery(long delivery);
}
