package io.tidegate.route;

import io.tidegate.connector.CamelStage;
import io.tidegate.connector.Connector;
import io.tidegate.event.Event;
import io.tidegate.sync.Attempted;
import io.tidegate.sync.Receiver;
import io.tidegate.sync.Sync;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells the sync what connectors send, and asks it what they need not. */
public final class SyncedEchoes implements Echoes {
    private static final String ECHO = "echo";

    private final Sync sync;
    private final Clock clock;

    public SyncedEchoes(Sync sync, Clock clock) {
        this.sync = sync;
        this.clock = clock;
    }

    /**
     * Which connectors there are, at a start and after a reload; blocks.
     *
     * @param exported systems whose inflows are plain routes
     */
    public void connectors(Collection<Connector> all, Set<String> exported) {
        Map<String, List<String>> outflows = new HashMap<>();
        Set<String> writers = new HashSet<>(exported);
        for (Connector connector : all) {
            String system = connector.label().system();
            if (system == null) {
                continue;
            }
            if (!connector.isInflow()) {
                outflows.merge(system, List.of(connector.id()), SyncedEchoes::both);
            }
            if (connector.isInflow() || mayWriteBack(connector)) {
                writers.add(system);
            }
        }
        sync.connectors(outflows, writers);
    }

    private static List<String> both(List<String> some, List<String> others) {
        return java.util.stream.Stream.of(some, others).flatMap(List::stream).toList();
    }

    /** By a step such as {@code identity:update-account}. */
    private static boolean mayWriteBack(Connector connector) {
        return connector.stages().after().stream().anyMatch(CamelStage.class::isInstance);
    }

    @Override
    public Optional<String> skip(Connector to, Event event) {
        if (to.isInflow()) {
            return Optional.empty();
        }
        return isItsOwnPost(to, event) ? Optional.of(ECHO) : sync.skip(receiver(to), event);
    }

    /** What the system itself has posted, of which a trigger such as {@code *} makes deliveries. */
    private static boolean isItsOwnPost(Connector to, Event event) {
        String origin = event.provenance().origin();
        return origin != null
                && event.provenance().cause() == null
                && origin.equals(to.label().system());
    }

    @Override
    public void sending(Connector to, Event event) {
        if (!to.isInflow()) {
            sync.sending(receiver(to), event);
        }
    }

    @Override
    public void sent(Connector to, Event event, long begunAt, boolean delivered) {
        if (!to.isInflow()) {
            sync.sent(new Attempted(receiver(to), event, begunAt, clock.millis(), delivered));
        }
    }

    private static Receiver receiver(Connector to) {
        return new Receiver(to.id(), to.label().system());
    }
}
