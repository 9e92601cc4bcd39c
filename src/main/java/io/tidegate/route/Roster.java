package io.tidegate.route;

import io.tidegate.connector.Connector;
import io.tidegate.connector.Retry;
import io.tidegate.connector.Terms;
import io.tidegate.delivery.Lane;
import io.tidegate.delivery.Throttle;
import io.tidegate.delivery.TriggerConsumer;
import io.tidegate.journal.KnownConnector;
import io.tidegate.journal.Subscriptions;
import io.tidegate.route.Listeners.Listener;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.camel.Route;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;

/**
 * The connectors that there are: who listens to which events, whose route takes deliveries, and
 * which of them are inactive. Changed by starts, stops, reloads and operators, read for each event
 * and delivery.
 */
public final class Roster {
    private final Terms defaults;
    private final BiFunction<String, Running, Lane> newLane;
    private final Workers workers;
    private final Listeners listeners = new Listeners();

    /** By the route's definition: while a connector changes, two versions of it are known. */
    private final Map<RouteDefinition, Connector> described =
            Collections.synchronizedMap(new WeakHashMap<>());

    private final Map<RouteDefinition, Retry> retries =
            Collections.synchronizedMap(new WeakHashMap<>());

    private final ConcurrentMap<String, Running> running = new ConcurrentHashMap<>();

    /** Taken out while their next version is put in, or for good. */
    private final ConcurrentMap<String, Running> paused = new ConcurrentHashMap<>();

    /** Broken ones, of which none runs. */
    private final ConcurrentMap<String, HeldConnector> held = new ConcurrentHashMap<>();

    private final ConcurrentMap<String, Lane> lanes = new ConcurrentHashMap<>();
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
    private final Set<String> inactive = ConcurrentHashMap.newKeySet();

    /** A connector whose route is there; {@code connector} is null for a plain Camel route. */
    public record Active(
            KnownConnector known,
            @Nullable Connector connector,
            @Nullable Entrance entrance,
            Retry retry,
            boolean active) {}

    private record Waiting(String connector, BooleanSupplier waits) {}

    Roster(Terms defaults, Workers workers, BiFunction<String, Running, Lane> newLane) {
        this.defaults = defaults;
        this.workers = workers;
        this.newLane = newLane;
    }

    Subscriptions subscriptions() {
        return listeners;
    }

    /** The model of a route that may start some time. */
    void describe(RouteDefinition route, Connector connector) {
        described.put(route, connector);
    }

    boolean isDescribed(RouteDefinition route) {
        return described.containsKey(route);
    }

    /** The retry of a plain route that may start some time. */
    void describe(RouteDefinition route, Retry retry) {
        retries.put(route, retry);
    }

    /** A definition whose route is over; its model may hold it, so that it would stay for ever. */
    void forget(@Nullable RouteDefinition route) {
        described.remove(route);
        retries.remove(route);
    }

    synchronized void started(TriggerConsumer consumer) {
        RouteDefinition route = definition(consumer.getRoute());
        Running now = Running.of(consumer, described.get(route), usual(route));
        if (running.putIfAbsent(now.id(), now) != null) {
            throw new IllegalStateException(
                    "two routes begin with trigger:" + now.id() + "; a connector is one route");
        }
        lanes.computeIfAbsent(now.id(), id -> newLane.apply(id, now));
        open(now);
    }

    private static @Nullable RouteDefinition definition(@Nullable Route route) {
        return route != null && route.getRoute() instanceof RouteDefinition is ? is : null;
    }

    /** The settings, with what a plain route says itself. */
    private Terms usual(@Nullable RouteDefinition route) {
        Retry own = route == null ? null : retries.get(route);
        return own == null ? defaults : defaults.with(own);
    }

    private void open(Running now) {
        if (isActive(now.id())) {
            window(now).open(now.shape(), workers.of(now));
        }
        listen(now.id());
    }

    private Lane window(Running of) {
        return Objects.requireNonNull(
                lanes.get(of.id()), "a bug: a route that began has no window");
    }

    /** Its events make deliveries, or not: after any change of what it is. */
    private void listen(String id) {
        Running route = running.getOrDefault(id, paused.get(id));
        HeldConnector broken = held.get(id);
        if (route != null && (isActive(id) || route.terms().heldWhenInactive())) {
            listeners.add(id, new Listener(route.on(), route.terms().ordered()));
        } else if (route == null
                && broken != null
                && (isActive(id) || broken.last().heldWhenInactive())) {
            listeners.add(id, new Listener(broken.on(), broken.last().ordered()));
        } else {
            listeners.remove(id);
        }
    }

    /**
     * Its events get deliveries, in order, which wait in the journal: of a connector that cannot
     * run now.
     */
    public synchronized void hold(HeldConnector broken) {
        held.put(broken.last().id(), broken);
        listen(broken.last().id());
    }

    /** What was held is no connector any more, unless it runs by now. */
    public synchronized void letGo(String id) {
        held.remove(id);
        listen(id);
    }

    /** A stop of everything: events are taken to the last and get their deliveries. */
    synchronized void stopped(TriggerConsumer consumer) {
        Running stopped = running.get(consumer.getEndpoint().getName());
        if (stopped != null && stopped.consumer() == consumer) {
            pause(stopped.id());
        }
    }

    /**
     * Its deliveries wait in the journal, and new ones too, until another route of its name starts
     * or it is resumed; null if none runs.
     */
    synchronized @Nullable Running pause(String id) {
        Running now = running.get(id);
        if (now != null) {
            paused.put(id, now); // first: who takes posts must be found all the time
            running.remove(id);
            window(now).close();
        }
        return now;
    }

    /** What was paused, or was stopped by its author, and has no successor yet; null if nothing. */
    synchronized @Nullable Running paused(String id) {
        return paused.get(id);
    }

    synchronized void resume(Running last) {
        running.put(last.id(), last);
        paused.remove(last.id(), last);
        open(last);
    }

    /** What was paused does not come back: if nothing took its place, nobody listens any more. */
    synchronized void retire(Running last, Runnable whenEmpty) {
        paused.remove(last.id(), last);
        listen(last.id());
        last.occupancy().close(whenEmpty);
    }

    /** The same connector, whose text moved in its file. */
    synchronized void relabel(Connector connector) {
        running.computeIfPresent(connector.id(), (id, now) -> now.relabelled(connector));
    }

    /**
     * New events make no deliveries with it, unless its terms say so, and what it has waits; what
     * is on the wire ends.
     */
    public synchronized void deactivate(String id) {
        inactive.add(id);
        Running now = running.get(id);
        if (now != null) {
            window(now).close();
        }
        listen(id);
    }

    /** The opposite; what waited goes on, in order. */
    public synchronized void activate(String id) {
        inactive.remove(id);
        Running now = running.get(id);
        if (now != null) {
            open(now);
        }
        listen(id);
    }

    public boolean isActive(String id) {
        return !inactive.contains(id);
    }

    /**
     * Where posts to it come in now, be it that another version of it takes its place just then;
     * null if none is active, or it is no inflow.
     */
    public @Nullable Entrance taking(String id) {
        Running now = running.get(id);
        if (now == null) {
            now = paused.get(id);
        }
        if (now == null) {
            now = running.get(id); // it came back between the two looks
        }
        return now == null || !isActive(id) ? null : now.entrance();
    }

    /** Whether it cannot run since its file is broken, and had this trigger when it last did. */
    public boolean isHeldBroken(String id, String trigger) {
        HeldConnector one = held.get(id);
        return one != null
                && one.isBroken()
                && isActive(id)
                && one.last().triggers().contains(trigger);
    }

    /** The route that takes this connector's deliveries now, entered; null if none does. */
    @Nullable Running enter(String id) {
        while (true) {
            Running now = running.get(id);
            if (now == null || now.occupancy().enter()) {
                return now;
            }
        }
    }

    @Nullable Lane lane(String id) {
        return lanes.get(id);
    }

    Collection<Lane> lanes() {
        return lanes.values();
    }

    /** The connector whose route is there; empty for a plain Camel route too. */
    public Optional<Connector> connector(String id) {
        return Optional.ofNullable(running.get(id)).map(Running::connector);
    }

    /**
     * On what terms a connector runs, be it a plain Camel route; null if its route is not there.
     */
    public @Nullable Terms terms(String id) {
        Running now = running.get(id);
        return now == null ? null : now.terms();
    }

    /** Whether its route is there; it may be inactive. */
    public boolean has(String id) {
        return running.containsKey(id);
    }

    /** The connectors whose routes are there, by id; inactive ones too. */
    public List<Active> all() {
        return running.values().stream()
                .map(
                        r ->
                                new Active(
                                        r.known(),
                                        r.connector(),
                                        r.entrance(),
                                        r.terms().retry(),
                                        isActive(r.id())))
                .sorted(Comparator.comparing(a -> a.known().id()))
                .toList();
    }

    /** The ids of the connectors whose routes are there; inactive ones too. */
    public Set<String> ids() {
        return Set.copyOf(running.keySet());
    }

    /** The ids of those that take deliveries: whose routes are there, and that are active. */
    public Set<String> takingDeliveries() {
        return running.keySet().stream().filter(this::isActive).collect(Collectors.toSet());
    }

    /** Those of them whose deliveries are sent when they are due: that nothing keeps back now. */
    public Set<String> sendingDeliveries() {
        return takingDeliveries().stream()
                .filter(id -> !isKeptBack(lanes.get(id)) && !waits(id))
                .collect(Collectors.toSet());
    }

    private boolean waits(String id) {
        return waiting.stream()
                .anyMatch(one -> one.connector().equals(id) && one.waits().getAsBoolean());
    }

    /**
     * A connector's deliveries may be put aside for a while before they are sent.
     *
     * @param waits whether they are, as they should
     */
    void watch(String connector, BooleanSupplier waits) {
        waiting.add(new Waiting(connector, waits));
    }

    void leave(String connector, BooleanSupplier waits) {
        waiting.remove(new Waiting(connector, waits));
    }

    private static boolean isKeptBack(@Nullable Lane lane) {
        return lane != null && lane.isKeptBack();
    }

    /** What keeps a connector's deliveries back; null if it never ran. */
    public Throttle.@Nullable View throttle(String id) {
        Lane lane = lanes.get(id);
        return lane == null ? null : lane.throttle();
    }

    /** What an operator sees of a connector's window; null if it never ran. */
    public Lane.@Nullable View window(String id) {
        Lane lane = lanes.get(id);
        return lane == null ? null : lane.view();
    }
}
