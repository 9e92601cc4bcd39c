package io.tidegate.delivery;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** A lane's deliveries in memory: those that wait for their turn, and those on their way. */
final class InMemory {
    /**
     * So many find room in memory however full it is: no connector may be starved by the others.
     */
    private static final int RESERVED = 64;

    private final MemoryBudget budget;
    private final Set<Long> ids = new HashSet<>();
    private final ArrayDeque<Flight> ready = new ArrayDeque<>();

    /** Beside the ready ones: nothing is sent for them, so that nothing need hold them up. */
    private final ArrayDeque<Flight> hooks = new ArrayDeque<>();

    private long held;

    InMemory(MemoryBudget budget) {
        this.budget = budget;
    }

    /** False if there is no room for it. */
    boolean take(Flight flight) {
        if (ids.contains(flight.id().delivery())) {
            return true;
        }
        int weight = flight.event().weight();
        if (ids.size() < RESERVED) {
            budget.insist(weight);
        } else if (held + weight > budget.share() || !budget.take(weight)) {
            return false;
        }
        held += weight;
        ids.add(flight.id().delivery());
        (flight.isHooksOnly() ? hooks : ready).add(flight);
        return true;
    }

    /** The next one, whose after hooks alone are due. */
    Flight nextHooks() {
        return hooks.remove();
    }

    Flight next() {
        return ready.remove();
    }

    boolean hasHooks() {
        return !hooks.isEmpty();
    }

    boolean hasRequests() {
        return !ready.isEmpty();
    }

    int ready() {
        return ready.size() + hooks.size();
    }

    int all() {
        return ids.size();
    }

    void forget(Flight flight) {
        ids.remove(flight.id().delivery());
        held -= flight.event().weight();
        budget.give(flight.event().weight());
    }

    /** Those that wait for their turn and have a request to send; true if there were any. */
    boolean forgetRequests() {
        boolean any = !ready.isEmpty();
        ready.forEach(this::forget);
        ready.clear();
        return any;
    }

    /** All that wait for their turn. */
    void forgetReady() {
        forgetRequests();
        hooks.forEach(this::forget);
        hooks.clear();
    }

    /** Those of them that wait for their turn. */
    void forgetReady(Predicate<Flight> which) {
        for (ArrayDeque<Flight> waiting : List.of(ready, hooks)) {
            waiting.removeIf(
                    flight -> {
                        boolean goes = which.test(flight);
                        if (goes) {
                            forget(flight);
                        }
                        return goes;
                    });
        }
    }

    Set<Long> onTheWay() {
        Set<Long> begun = new HashSet<>(ids);
        ready.forEach(flight -> begun.remove(flight.id().delivery()));
        hooks.forEach(flight -> begun.remove(flight.id().delivery()));
        return begun;
    }
}
