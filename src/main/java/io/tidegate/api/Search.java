package io.tidegate.api;

import io.tidegate.journal.Payloads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Goes on from window to window of a filtered list for as long as nobody feels the wait: what is
 * rare is mostly found at the first question.
 *
 * @param nanos a clock of nanoseconds
 */
record Search(LongSupplier nanos) {
    static final Search NOW = new Search(System::nanoTime);

    /** No window begins later; a list is to answer within 200 ms. */
    static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(80);

    interface Windows<T, X extends Exception> {
        /** What one of them holds, and where the next begins. */
        Page<T> page(long before, int limit) throws X;
    }

    /** Until the page is full. */
    <T, X extends Exception> Page<T> full(long before, int limit, Windows<T, X> windows) throws X {
        return until(limit, before, limit, windows);
    }

    /** Until there is anything: where a page may be cut for its size. */
    <T, X extends Exception> Page<T> any(long before, int limit, Windows<T, X> windows) throws X {
        return until(1, before, limit, windows);
    }

    /** What of a text search says that payloads cannot be looked into; null if they can. */
    static @Nullable String notSearched(@Nullable String text, String what, Payloads payloads) {
        return text == null || !payloads.areEncrypted()
                ? null
                : what
                        + ": they are encrypted in the journal (TIDEGATE_ENCRYPT_PAYLOADS), no text is found in them";
    }

    private <T, X extends Exception> Page<T> until(
            int enough, long before, int limit, Windows<T, X> windows) throws X {
        long began = nanos.getAsLong();
        Page<T> page = windows.page(before, limit);
        List<T> found = new ArrayList<>(page.rows());
        while (page.next() != null
                && found.size() < enough
                && nanos.getAsLong() - began < MOST_NANOS) {
            page = windows.page(page.next(), limit - found.size());
            found.addAll(page.rows());
        }
        return new Page<>(found, page.next());
    }
}
