package io.tidegate.journal;

import io.tidegate.event.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a delivery: what was done for it and its new state.
 *
 * @param at when, ms since 1970
 * @param step where it came to that, such as {@code rule-1}; empty: at the end, or nobody knows
 * @param epoch of the node's membership in which it began
 */
public record DeliveryRecord(
        DeliveryRef delivery, Change change, Made made, long at, String step, long epoch) {
    public DeliveryRecord(DeliveryRef delivery, Change change, Made made, long at) {
        this(delivery, change, made, at, "", 0);
    }

    public DeliveryRecord(DeliveryRef delivery, Change change, Made made, long at, String step) {
        this(delivery, change, made, at, step, 0);
    }

    /** Bytes of the bodies that are stored with it. */
    long bytes() {
        long bytes = 0;
        if (made.request() != null && made.request().body() != null) {
            bytes += made.request().body().length;
        }
        if (made.attempt() != null && made.attempt().response() != null) {
            bytes += made.attempt().response().length;
        }
        if (change instanceof Change.Delivered delivered
                && delivered.forHooks() != null
                && delivered.forHooks().body() != null) {
            bytes += delivered.forHooks().body().length;
        }
        return bytes;
    }

    public DeliveryRecord in(long membership) {
        return new DeliveryRecord(delivery, change, made, at, step, membership);
    }

    /**
     * @param attempts recorded so far over all replays, with this one
     * @param attempt the one that ended now; null if none was made
     * @param request what was, or would have been, sent; null if it did not come to that
     * @param requestIsStored the request is in the journal already and stays as it is there
     * @param beside what is stored with it
     */
    public record Made(
            int attempts,
            @Nullable Attempt attempt,
            @Nullable StoredRequest request,
            boolean requestIsStored,
            Beside beside) {
        public Made(
                int attempts,
                @Nullable Attempt attempt,
                @Nullable StoredRequest request,
                boolean requestIsStored) {
            this(attempts, attempt, request, requestIsStored, Beside.NOTHING);
        }

        public Made with(Beside other) {
            return new Made(attempts, attempt, request, requestIsStored, other);
        }
    }

    /**
     * What is stored in the transaction of a record.
     *
     * @param events that the attempt made; accepted like any other, once by their source and id
     */
    public record Beside(List<Note> notes, List<Event> events) {
        public static final Beside NOTHING = new Beside(List.of(), List.of());

        public Beside {
            notes = List.copyOf(notes);
            events = List.copyOf(events);
        }
    }
}
