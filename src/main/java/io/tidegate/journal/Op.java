package io.tidegate.journal;

import io.tidegate.event.Event;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** Something to write, and who is told. */
sealed interface Op {
    CompletableFuture<?> done();

    /** What it weighs against the limits of the inbox and of a group. */
    default Load load() {
        return Load.NONE;
    }

    /** Not to be committed together with others. */
    default boolean alone() {
        return !(this instanceof Accept || this instanceof Record);
    }

    default void fail(Throwable cause) {
        done().completeExceptionally(cause);
    }

    record Accept(List<Event> events, Load load, CompletableFuture<List<Acceptance>> done)
            implements Op {
        Accept(List<Event> events) {
            this(events, Load.of(events), new CompletableFuture<>());
        }

        @Override
        public String toString() {
            return events.size() + " event(s) from " + events.get(0);
        }
    }

    /**
     * Those events that are still wanted when everything before them is committed and was told to
     * the listener.
     */
    record AcceptIf(
            List<Event> events,
            Predicate<Event> wanted,
            Load load,
            CompletableFuture<List<Acceptance>> done)
            implements Op {
        AcceptIf(List<Event> events, Predicate<Event> wanted) {
            this(events, wanted, Load.of(events), new CompletableFuture<>());
        }

        List<Event> stillWanted() {
            return events.stream().filter(wanted).toList();
        }
    }

    record Record(DeliveryRecord entry, CompletableFuture<Void> done) implements Op {
        @Override
        public String toString() {
            return "the record of delivery "
                    + entry.delivery().id()
                    + " of "
                    + entry.delivery().connector();
        }
    }

    /** On the writer's connection, between two transactions. */
    record Aside<T>(SqlWork<T> work, CompletableFuture<T> done) implements Op {}

    /** Moves some keys of events to their table; its answer is whether none is left. */
    record SortKeys(CompletableFuture<Boolean> done) implements Op {
        static final int AT_MOST = 2_000;

        SortKeys() {
            this(new CompletableFuture<>());
        }
    }

    /**
     * Partitions that this node takes and gives up.
     *
     * @param claim how many of those that are nobody's
     */
    record Move(long epoch, int claim, BitSet release, CompletableFuture<BitSet> done)
            implements Op {}

    /** Looks for what other nodes have stored for this one's partitions. */
    record TakeIn(CompletableFuture<Void> done) implements Op {}

    record Task<T>(SqlWork<T> work, CompletableFuture<T> done) implements Op {}

    /** Events, and the bytes of their data. */
    record Load(int events, long bytes) {
        static final Load NONE = new Load(0, 0);

        static Load of(List<Event> events) {
            long bytes = 0;
            for (Event event : events) {
                bytes += event.data() == null ? 0 : event.data().length;
            }
            return new Load(events.size(), bytes);
        }

        Load plus(Load other) {
            return new Load(events + other.events, bytes + other.bytes);
        }

        Load minus(Load other) {
            return new Load(events - other.events, bytes - other.bytes);
        }

        boolean exceeds(Load allowed) {
            return events > allowed.events || bytes > allowed.bytes;
        }

        @Override
        public String toString() {
            return events + " events with " + bytes + " bytes of data";
        }
    }
}
