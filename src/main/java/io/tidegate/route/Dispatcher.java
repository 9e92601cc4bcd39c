package io.tidegate.route;

import io.tidegate.connector.FoundFile;
import io.tidegate.connector.Terms;
import io.tidegate.delivery.EventLoops;
import io.tidegate.delivery.Flight;
import io.tidegate.delivery.Lane;
import io.tidegate.delivery.MemoryBudget;
import io.tidegate.delivery.RateShare;
import io.tidegate.delivery.StageFailed;
import io.tidegate.delivery.Throttle;
import io.tidegate.delivery.TriggerConsumer;
import io.tidegate.delivery.TriggerHub;
import io.tidegate.fault.FaultPoint;
import io.tidegate.journal.Change;
import io.tidegate.journal.DeliveryRecord;
import io.tidegate.journal.Due;
import io.tidegate.journal.Holding;
import io.tidegate.journal.Journal;
import io.tidegate.journal.KnownConnector;
import io.tidegate.journal.Subscriptions;
import io.tidegate.trace.Tracing;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings deliveries out of their connector's window through its route, and what became of them back
 * to the journal.
 */
public final class Dispatcher implements TriggerHub {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    /** Ended attempts that may wait for their record's commit before new ones begin. */
    private static final int MAX_UNRECORDED = 4_096;

    private final Clock clock;
    private final DeliveryMeter meter;
    private final Workers workers;
    private final Roster roster;
    private final Arrivals arrivals;
    private final AtomicInteger unrecorded = new AtomicInteger();
    private final Lane.Gate gate;
    private final Holding holding;
    private volatile boolean stopping;
    private volatile @Nullable Journal journal;
    private volatile @Nullable Landing landing;
    private volatile Runnable wakeFeeder = () -> {};
    private volatile boolean throttled = true;
    private volatile IntSupplier liveNodes = () -> 1;
    private final EchoWatch echoes = new EchoWatch();
    private volatile DeliverySpans spans = new DeliverySpans(Tracing.OFF);
    private volatile long lastEnded;

    /**
     * @param memory bytes of bodies that all windows together may hold
     * @param holding whose deliveries begin here
     */
    public Dispatcher(
            Terms defaults,
            EventLoops loops,
            long memory,
            Holding holding,
            Clock clock,
            DeliveryMeter meter) {
        this.holding = holding;
        this.workers = new Workers(loops);
        this.clock = clock;
        this.meter = meter;
        this.gate =
                new Lane.Gate(
                        this::mayBegin,
                        new MemoryBudget(memory),
                        () -> wakeFeeder.run(),
                        new Throttle.Shared(
                                clock,
                                RateShare.among(() -> liveNodes.getAsInt()),
                                loops::later,
                                () -> throttled));
        this.roster = new Roster(defaults, workers, this::newLane);
        this.arrivals = new Arrivals(roster, holding, meter, () -> wakeFeeder.run());
        this.lastEnded = clock.millis();
    }

    private Lane newLane(String connector, Running first) {
        return new Lane(connector, workers.of(first), first.shape(), gate, this::start);
    }

    /** What is kept of time, and of limits that nodes share. */
    public Throttle.Shared throttles() {
        return gate.throttles();
    }

    /** What batches are put aside for. */
    Batches batches() {
        return new Batches(roster, holding, this::mayRecord);
    }

    public Roster roster() {
        return roster;
    }

    /** Whom the journal tells what it has committed. */
    public Arrivals arrivals() {
        return arrivals;
    }

    /** Whom the journal asks when it accepts an event. */
    public Subscriptions subscriptions() {
        return roster.subscriptions();
    }

    /** Must be called before any route starts. */
    public void use(Journal opened) {
        journal = opened;
        landing = new Landing(opened::newId);
    }

    /** Who knows what is an echo. */
    public void use(Echoes known) {
        echoes.use(known);
    }

    /** Who draws the way of deliveries. */
    public void use(Tracing tracing) {
        spans = new DeliverySpans(tracing);
    }

    DeliverySpans spans() {
        return spans;
    }

    /** Nothing is kept back: where no time passes, and nothing is sent. */
    public void throttleNothing() {
        throttled = false;
    }

    /** How many nodes share the connectors' rate limits. */
    public void use(IntSupplier nodes) {
        liveNodes = nodes;
    }

    void onWork(Runnable wake) {
        wakeFeeder = wake;
    }

    private boolean mayBegin() {
        return mayRecord() && unrecorded.get() < MAX_UNRECORDED;
    }

    private boolean mayRecord() {
        Journal open = journal;
        return !stopping && open != null && open.writable() && holding.isGood();
    }

    @Override
    public void started(TriggerConsumer consumer) {
        roster.started(consumer);
        wakeFeeder.run();
    }

    @Override
    public void stopped(TriggerConsumer consumer) {
        roster.stopped(consumer);
    }

    /** What waits for this connector is looked for now. */
    void wake() {
        wakeFeeder.run();
    }

    /** Which of the connectors that earlier starts knew this one did not load, and why. */
    public HeldConnectors compare(List<FoundFile> files, List<KnownConnector> known) {
        return HeldConnectors.of(files, roster.ids(), known, opened(journal).connectorsWithWork());
    }

    /** The membership in which what is read from now on may begin. */
    long epoch() {
        return holding.epoch();
    }

    private void start(Flight flight) {
        boolean begins =
                holding.begin(flight.id().delivery(), flight.id().subjectHash(), flight.epoch());
        Running to = begins ? roster.enter(flight.id().connector()) : null;
        if (to == null) {
            if (begins) {
                left(flight);
            }
            notStarted(flight);
            return;
        }
        flight.entered(to.occupancy()::leave);
        Executor elsewhere = workers.elsewhere(to, flight);
        if (elsewhere != null) {
            elsewhere.execute(() -> start(to, flight));
        } else {
            start(to, flight);
        }
    }

    private void start(Running to, Flight flight) {
        spans.begin(flight);
        if (to.connector() != null && echoes.isSkipped(to.connector(), flight)) {
            land(to, flight);
            return;
        }
        if (to.isOneAttempt()) {
            flight.at(io.tidegate.delivery.Stage.REQUEST);
            flight.started(clock.millis());
        }
        try {
            to.consumer()
                    .deliver(
                            flight,
                            to.body(flight.event()),
                            exchange -> landed(to, flight, exchange));
        } catch (RuntimeException e) {
            LOG.error("a bug: delivery {} could not be started", flight.id().delivery(), e);
            flight.failed(Failures.failure(e, flight.stage()));
            land(to, flight);
        }
    }

    private void notStarted(Flight flight) {
        lane(flight).notStarted(flight);
        wakeFeeder.run();
    }

    private void landed(Running in, Flight flight, Exchange exchange) {
        if (flight.isPutBack()) {
            flight.left();
            left(flight);
            notStarted(flight);
            return;
        }
        if (flight.failure() == null && exchange.getException() != null) {
            flight.failed(Failures.failure(exchange, exchange.getException(), flight.stage()));
        }
        if (in.isOneAttempt()) {
            flight.ended();
        }
        land(in, flight);
    }

    private void land(Running in, Flight flight) {
        StageFailed failure = flight.failure();
        DeliveryRecord what = opened(landing).end(flight, failure, in.plan(), clock.millis());
        if (!flight.isHooksOnly()) {
            echoes.sent(in.connector(), flight, what.change() instanceof Change.Delivered);
        }
        if (what.change() instanceof Change.Delivered) {
            FaultPoint.BEFORE_SUCCESS_RECORD.hit();
        } else if (failure != null) {
            FaultPoint.BEFORE_FAILURE_RECORD.hit();
        }
        unrecorded.incrementAndGet();
        lastEnded = clock.millis();
        Lane lane = lane(flight);
        opened(journal)
                .record(what.in(flight.epoch()))
                .whenComplete((stored, problem) -> recorded(lane, flight, what, problem));
        meter.ended(flight, what);
        spans.end(flight, what.change());
        flight.left();
        lane.ended(flight, Landing.timedOut(flight));
    }

    private void recorded(
            Lane lane, Flight flight, DeliveryRecord what, @Nullable Throwable problem) {
        unrecorded.decrementAndGet();
        left(flight);
        lane.recorded(flight);
        if (problem != null) {
            LOG.error(
                    "delivery {} has no record of its attempt and will be made again: {}",
                    flight.id().delivery(),
                    problem.getMessage());
            lane.dueAt(clock.millis() + 30_000);
        } else if (what.change() instanceof Change.Waiting waiting) {
            lane.dueAt(waiting.dueAt());
        }
    }

    /**
     * Records a 2xx before its after hooks; they run on a thread that may block, once the record is
     * committed.
     */
    void recordSuccess(Flight flight, Runnable then) {
        echoes.sent(roster.connector(flight.id().connector()).orElse(null), flight, true);
        FaultPoint.BEFORE_SUCCESS_RECORD.hit();
        DeliveryRecord what = Landing.success(flight, clock.millis());
        lastEnded = clock.millis();
        meter.ended(flight, what);
        opened(journal)
                .record(what.in(flight.epoch()))
                .whenComplete(
                        (stored, problem) -> {
                            if (problem == null) {
                                flight.recordedSuccess();
                                workers.blocking.execute(then);
                            } else {
                                LOG.error(
                                        "delivery {} has no record of its 2xx: {}",
                                        flight.id().delivery(),
                                        problem.getMessage());
                                spans.drop(flight);
                                flight.left();
                                left(flight);
                                lane(flight).ended(flight, false);
                                lane(flight).recorded(flight);
                            }
                        });
    }

    /** Ends a delivery that is not on its way, as failed; complete when that is committed. */
    public CompletionStage<Void> discard(Due due, String reason) {
        Flight flight = Translation.readBack(due);
        long epoch = holding.epoch();
        if (!holding.begin(flight.id().delivery(), flight.id().subjectHash(), epoch)) {
            return CompletableFuture.completedFuture(null); // another node discards it
        }
        DeliveryRecord what = opened(landing).discarded(flight, reason, clock.millis()).in(epoch);
        return opened(journal)
                .record(what)
                .whenComplete((stored, problem) -> left(flight))
                .thenRun(() -> meter.ended(flight, what));
    }

    /** The same of one whose connector is active, so that it may be about to begin. */
    public CompletionStage<Void> discardReady(Due due, String reason) {
        Predicate<Flight> gone = flight -> flight.id().delivery() == due.ref().id();
        roster.lanes().forEach(lane -> lane.leave(gone));
        return discard(due, reason).thenRun(() -> roster.lanes().forEach(lane -> lane.leave(gone)));
    }

    /** Its partition may be given up as far as it is concerned. */
    private void left(Flight flight) {
        holding.ended(flight.id().delivery(), flight.id().subjectHash());
    }

    private static <T> T opened(@Nullable T part) {
        return Objects.requireNonNull(part, "a bug: a delivery ended before the journal was open");
    }

    private Lane lane(Flight flight) {
        return Objects.requireNonNull(
                roster.lane(flight.id().connector()), "a bug: a delivery without its lane");
    }

    /** The deliveries that are on the wire now, or have just come from it. */
    public Set<Long> delivering() {
        Set<Long> ids = new HashSet<>();
        roster.lanes().forEach(lane -> ids.addAll(lane.begun()));
        return ids;
    }

    /** When an attempt last ended, whatever its result; ms since 1970. */
    public long lastEnded() {
        return lastEnded;
    }

    /**
     * Begins nothing more and waits until what is on its way has ended, at most so long; true if it
     * has.
     */
    public boolean drain(long millis) throws InterruptedException {
        stopping = true;
        roster.lanes().forEach(Lane::close);
        long deadline = System.nanoTime() + millis * 1_000_000;
        while (roster.lanes().stream().anyMatch(lane -> !lane.isIdle())
                && System.nanoTime() < deadline) {
            Thread.sleep(10);
        }
        return roster.lanes().stream().allMatch(Lane::isIdle);
    }

    /** Whether nothing more begins, since the process ends. */
    boolean isStopping() {
        return stopping;
    }

    public void close() {
        workers.close();
    }
}
