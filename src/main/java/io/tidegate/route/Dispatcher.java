package io.tidegate.route;

import io.tidegate.connector.Connector;
import io.tidegate.connector.FoundFile;
import io.tidegate.connector.Retry;
import io.tidegate.connector.Terms;
import io.tidegate.delivery.EventLoops;
import io.tidegate.delivery.Flight;
import io.tidegate.delivery.HttpSender;
import io.tidegate.delivery.Lane;
import io.tidegate.delivery.MemoryBudget;
import io.tidegate.delivery.StageFailed;
import io.tidegate.delivery.TriggerConsumer;
import io.tidegate.delivery.TriggerHub;
import io.tidegate.fault.FaultPoint;
import io.tidegate.journal.Acceptance;
import io.tidegate.journal.Acceptance.NewDelivery;
import io.tidegate.journal.Change;
import io.tidegate.journal.CommitListener;
import io.tidegate.journal.DeliveryRecord;
import io.tidegate.journal.Journal;
import io.tidegate.journal.KnownConnector;
import io.tidegate.journal.Subscriptions;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings deliveries from the journal's commit into their connector's window, through its route, and
 * what became of them back to the journal.
 */
public final class Dispatcher implements TriggerHub, CommitListener {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    /** Ended attempts that may wait for their record's commit before new ones begin. */
    private static final int MAX_UNRECORDED = 4_096;

    private final Terms defaults;
    private final Clock clock;
    private final DeliveryMeter meter;
    private final Listeners listeners = new Listeners();
    private final Workers workers;
    private final ConcurrentMap<String, Connector> described = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Retry> retries = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, HttpSender> senders = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Running> running = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Lane> lanes = new ConcurrentHashMap<>();
    private final AtomicInteger unrecorded = new AtomicInteger();
    private final Lane.Gate gate;
    private volatile boolean stopping;
    private volatile @Nullable Journal journal;
    private volatile @Nullable Landing landing;
    private volatile Runnable wakeFeeder = () -> {};
    private volatile long lastEnded;

    /**
     * @param memory bytes of bodies that all windows together may hold
     */
    public Dispatcher(
            Terms defaults, EventLoops loops, long memory, Clock clock, DeliveryMeter meter) {
        this.workers = new Workers(loops);
        this.defaults = defaults;
        this.clock = clock;
        this.meter = meter;
        this.gate = new Lane.Gate(this::mayBegin, new MemoryBudget(memory), () -> wakeFeeder.run());
        this.lastEnded = clock.millis();
    }

    /** Whom the journal asks when it accepts an event. */
    public Subscriptions subscriptions() {
        return listeners;
    }

    /** Must be called before any route starts. */
    public void use(Journal opened) {
        journal = opened;
        landing = new Landing(opened::newId);
    }

    void onWork(Runnable wake) {
        wakeFeeder = wake;
    }

    /** The model of a route that is about to start. */
    void describe(Connector connector) {
        described.put(connector.id(), connector);
    }

    boolean isDescribed(String connector) {
        return described.containsKey(connector);
    }

    /** The retry of a plain route that is about to start. */
    void describe(String route, Retry retry) {
        retries.put(route, retry);
    }

    /** The sender goes when its connector's route stops. */
    void own(String connector, HttpSender sender) {
        HttpSender before = senders.put(connector, sender);
        if (before != null) {
            before.close();
        }
    }

    private boolean mayBegin() {
        Journal open = journal;
        return !stopping && open != null && open.writable() && unrecorded.get() < MAX_UNRECORDED;
    }

    @Override
    public void started(TriggerConsumer consumer) {
        String id = consumer.getEndpoint().getName();
        Running now = Running.of(consumer, described.get(id), usual(consumer));
        Running other = running.putIfAbsent(id, now);
        if (other != null) {
            throw new IllegalStateException(
                    "two routes begin with trigger:" + id + "; a connector is one route");
        }
        Lane lane =
                lanes.computeIfAbsent(
                        id, i -> new Lane(i, workers.of(now), now.shape(), gate, this::start));
        lane.open(now.shape());
        listeners.add(id, new Listeners.Listener(now.on(), now.terms().ordered()));
        wakeFeeder.run();
    }

    /** The settings, with what a plain route says itself. */
    private Terms usual(TriggerConsumer consumer) {
        return new Terms(
                retries.getOrDefault(consumer.getRouteId(), defaults.retry()),
                defaults.ordered(),
                defaults.concurrency(),
                defaults.connectTimeout(),
                defaults.responseTimeout());
    }

    /** Which of the connectors that earlier starts knew this one did not load, and why. */
    public HeldConnectors compare(List<FoundFile> files, List<KnownConnector> known) {
        return HeldConnectors.of(files, running(), known, opened(journal).connectorsWithWork());
    }

    /**
     * Whom a start found broken: events that it would have got get deliveries with it, in order,
     * which wait in the journal. To be called before events are taken.
     */
    public void hold(HeldConnector broken) {
        listeners.add(
                broken.last().id(), new Listeners.Listener(broken.on(), broken.last().ordered()));
    }

    @Override
    public void stopped(TriggerConsumer consumer) {
        String id = consumer.getEndpoint().getName();
        if (!stopping) {
            // Events are taken to the last: at a stop they still get their deliveries.
            listeners.remove(id);
        }
        running.remove(id);
        Lane lane = lanes.get(id);
        if (lane != null) {
            lane.close();
        }
    }

    @Override
    public void accepted(List<Acceptance> acceptances) {
        meter.accepted(acceptances);
        for (Acceptance acceptance : acceptances) {
            for (NewDelivery delivery : acceptance.deliveries()) {
                Lane lane = lanes.get(delivery.ref().connector());
                if (lane != null && !delivery.blocked()) {
                    lane.offer(Translation.fresh(delivery.ref(), acceptance.event()));
                }
            }
        }
    }

    @Override
    public void released(String connector) {
        Lane lane = lanes.get(connector);
        if (lane != null) {
            lane.dueAt(0);
            wakeFeeder.run();
        }
    }

    @Override
    public void restored() {
        lanes.values().forEach(lane -> lane.dueAt(0));
        wakeFeeder.run();
    }

    private void start(Flight flight) {
        Running to = running.get(flight.id().connector());
        if (to == null) {
            lane(flight).ended(flight, false);
            lane(flight).recorded(flight);
        } else if (workers.isTooLongForLoop(flight)) {
            workers.quick.execute(() -> start(to, flight));
        } else {
            start(to, flight);
        }
    }

    private void start(Running to, Flight flight) {
        if (to.isPlain()) {
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

    private void landed(Running in, Flight flight, Exchange exchange) {
        if (flight.failure() == null && exchange.getException() != null) {
            flight.failed(Failures.failure(exchange, exchange.getException(), flight.stage()));
        }
        if (in.isPlain()) {
            flight.ended();
        }
        land(in, flight);
    }

    private void land(Running in, Flight flight) {
        StageFailed failure = flight.failure();
        DeliveryRecord what = opened(landing).end(flight, failure, in.plan(), clock.millis());
        if (what.change() instanceof Change.Delivered) {
            FaultPoint.BEFORE_SUCCESS_RECORD.hit();
        } else if (failure != null) {
            FaultPoint.BEFORE_FAILURE_RECORD.hit();
        }
        unrecorded.incrementAndGet();
        lastEnded = clock.millis();
        Lane lane = lane(flight);
        opened(journal)
                .record(what)
                .whenComplete((stored, problem) -> recorded(lane, flight, what, problem));
        meter.ended(flight, what);
        lane.ended(flight, Landing.timedOut(flight));
    }

    private void recorded(
            Lane lane, Flight flight, DeliveryRecord what, @Nullable Throwable problem) {
        unrecorded.decrementAndGet();
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
        FaultPoint.BEFORE_SUCCESS_RECORD.hit();
        DeliveryRecord what = Landing.success(flight, clock.millis());
        lastEnded = clock.millis();
        meter.ended(flight, what);
        opened(journal)
                .record(what)
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
                                lane(flight).ended(flight, false);
                                lane(flight).recorded(flight);
                            }
                        });
    }

    private static <T> T opened(@Nullable T part) {
        return Objects.requireNonNull(part, "a bug: a delivery ended before the journal was open");
    }

    private Lane lane(Flight flight) {
        return Objects.requireNonNull(
                lanes.get(flight.id().connector()), "a bug: a delivery without its lane");
    }

    Collection<Lane> lanes() {
        return lanes.values();
    }

    boolean isRunning(String connector) {
        return running.containsKey(connector);
    }

    /** The connectors whose routes take deliveries, by id. */
    public List<Active> active() {
        return running.values().stream()
                .map(r -> new Active(r.known(), r.connector(), r.terms().retry()))
                .sorted(Comparator.comparing(a -> a.known().id()))
                .toList();
    }

    /** A connector whose route runs; {@code connector} is null for a plain Camel route. */
    public record Active(KnownConnector known, @Nullable Connector connector, Retry retry) {}

    /** The ids of the connectors whose routes take deliveries. */
    public Set<String> running() {
        return Set.copyOf(running.keySet());
    }

    /** The deliveries that are on the wire now, or have just come from it. */
    public Set<Long> delivering() {
        Set<Long> ids = new HashSet<>();
        lanes.values().forEach(lane -> ids.addAll(lane.begun()));
        return ids;
    }

    /** When an attempt last ended, whatever its result; ms since 1970. */
    public long lastEnded() {
        return lastEnded;
    }

    /** What an operator sees of a connector's window; null if it never ran. */
    public Lane.@Nullable View window(String connector) {
        Lane lane = lanes.get(connector);
        return lane == null ? null : lane.view();
    }

    /**
     * Begins nothing more and waits until what is on its way has ended, at most so long; true if it
     * has.
     */
    public boolean drain(long millis) throws InterruptedException {
        stopping = true;
        long deadline = System.nanoTime() + millis * 1_000_000;
        while (lanes.values().stream().anyMatch(lane -> !lane.isIdle())
                && System.nanoTime() < deadline) {
            Thread.sleep(10);
        }
        return lanes.values().stream().allMatch(Lane::isIdle);
    }

    public void close() {
        senders.values().forEach(HttpSender::close);
        workers.close();
    }
}
