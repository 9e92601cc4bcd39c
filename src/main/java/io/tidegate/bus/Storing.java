package io.tidegate.bus;

import io.tidegate.event.Event;
import io.tidegate.event.InvalidEvent;
import io.tidegate.intake.Intake;
import io.tidegate.intake.Intake.NotStored;
import io.tidegate.journal.JournalUnavailable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores what the bus brought, many records in one commit and in their order. There is nobody to
 * refuse anything to: while the journal is away or busy it waits, and what is no event is kept as
 * rejected.
 */
final class Storing {
    private static final Logger LOG = LoggerFactory.getLogger(Storing.class);
    private static final int MOST_RECORDS = 500;
    private static final long MOST_BYTES = 4L << 20;

    /** An event is never so long in its commit that a look aside would not be in time. */
    private static final long LOOK_ASIDE_MILLIS = 1_000;

    private final RecordReader reader;
    private final Intake intake;
    private final RejectedRecords rejections;
    private final BusMeter meter;
    private volatile @Nullable String waitingFor;

    Storing(RecordReader reader, Intake intake, RejectedRecords rejections, BusMeter meter) {
        this.reader = reader;
        this.intake = intake;
        this.rejections = rejections;
        this.meter = meter;
    }

    /** Told to stop before all was stored; what was not comes again. */
    static final class Stopped extends Exception {
        Stopped() {
            super("Tidegate stops; what is not stored yet is read again", null, false, false);
        }
    }

    /** What becomes of records: each is an event, or rejected. */
    private static final class Sorted {
        final List<BusRecord> origins = new ArrayList<>();
        final List<Event> events = new ArrayList<>();
        final List<RejectedRecord> rejected = new ArrayList<>();

        void event(BusRecord origin, Event event) {
            origins.add(origin);
            events.add(event);
        }
    }

    /**
     * Returns after the commit of the last of them, however long that takes.
     *
     * @param pause takes a moment; false if there is no use in waiting any longer
     */
    void store(List<BusRecord> records, BooleanSupplier pause) throws Stopped {
        int from = 0;
        while (from < records.size()) {
            int to = from;
            long bytes = 0;
            while (to < records.size() && to - from < MOST_RECORDS && bytes < MOST_BYTES) {
                bytes += records.get(to++).weight();
            }
            storeAtOnce(sorted(records.subList(from, to)), pause);
            from = to;
        }
    }

    private Sorted sorted(List<BusRecord> records) {
        Sorted sorted = new Sorted();
        for (BusRecord one : records) {
            try {
                sorted.event(one, reader.read(one));
            } catch (InvalidEvent e) {
                sorted.rejected.add(new RejectedRecord(one, String.valueOf(e.getMessage())));
            }
        }
        return sorted;
    }

    private void storeAtOnce(Sorted sorted, BooleanSupplier pause) throws Stopped {
        if (!sorted.events.isEmpty()) {
            accept(sorted, pause);
        }
        while (!sorted.rejected.isEmpty()) {
            Throwable problem = outcome(rejections.keep(List.copyOf(sorted.rejected)), pause);
            if (problem == null) {
                break;
            }
            await(problem, pause);
        }
        goesOn();
        count(sorted);
    }

    /** The events that the journal will never take are rejected, and the others go on. */
    private void accept(Sorted sorted, BooleanSupplier pause) throws Stopped {
        Throwable problem = accepted(sorted.events, pause);
        if (problem == null) {
            return;
        }
        List<BusRecord> origins = List.copyOf(sorted.origins);
        List<Event> events = List.copyOf(sorted.events);
        sorted.origins.clear();
        sorted.events.clear();
        for (int i = 0; i < events.size(); i++) {
            Throwable own = accepted(List.of(events.get(i)), pause);
            if (own == null) {
                sorted.event(origins.get(i), events.get(i));
            } else {
                LOG.error("a bug: the journal does not take an event of the bus", own);
                sorted.rejected.add(
                        new RejectedRecord(
                                origins.get(i),
                                "the journal could not store it, which is a fault of Tidegate"));
            }
        }
    }

    /** Waits as long as the journal is away or busy; any other failure is given back. */
    private @Nullable Throwable accepted(List<Event> events, BooleanSupplier pause) throws Stopped {
        while (true) {
            Throwable problem = outcome(intake.accept(events), pause);
            if (problem == null || !isPassing(problem)) {
                return problem;
            }
            await(problem, pause);
        }
    }

    private static boolean isPassing(Throwable problem) {
        return problem instanceof NotStored || problem instanceof JournalUnavailable;
    }

    private static @Nullable Throwable outcome(CompletionStage<?> stage, BooleanSupplier pause)
            throws Stopped {
        while (true) {
            try {
                stage.toCompletableFuture().get(LOOK_ASIDE_MILLIS, TimeUnit.MILLISECONDS);
                return null;
            } catch (ExecutionException e) {
                return e.getCause() == null ? e : e.getCause();
            } catch (TimeoutException e) {
                if (!pause.getAsBoolean()) {
                    throw new Stopped();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Stopped();
            }
        }
    }

    private void await(Throwable problem, BooleanSupplier pause) throws Stopped {
        if (waitingFor == null) {
            LOG.warn("the bus waits, and goes on by itself: {}", problem.getMessage());
        }
        waitingFor = String.valueOf(problem.getMessage());
        if (!pause.getAsBoolean()) {
            throw new Stopped();
        }
    }

    private void goesOn() {
        if (waitingFor != null) {
            waitingFor = null;
            LOG.info("the bus goes on");
        }
    }

    /** Why nothing is read at the moment; null while it is. */
    @Nullable String waitingFor() {
        return waitingFor;
    }

    private void count(Sorted sorted) {
        Map<String, int[]> topics = new HashMap<>();
        for (BusRecord one : sorted.origins) {
            topics.computeIfAbsent(one.place().topic(), topic -> new int[2])[0]++;
        }
        for (RejectedRecord one : sorted.rejected) {
            topics.computeIfAbsent(one.origin().place().topic(), topic -> new int[2])[1]++;
            Place place = one.origin().place();
            LOG.warn(
                    "rejected topic={} partition={} offset={} message={} bytes={}",
                    place.topic(),
                    place.partition(),
                    place.offset(),
                    place.messageId(),
                    one.origin().body().length);
        }
        topics.forEach((topic, counts) -> meter.stored(topic, counts[0], counts[1]));
    }
}
