package io.tidegate.journal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deliveries whose payload could not be read, by connector: they are stepped over for a while, and
 * then looked at again.
 */
final class Unreadable {
    private static final Logger LOG = LoggerFactory.getLogger(Unreadable.class);

    /** So many of a connector are stepped over; one with more of them goes on with nothing. */
    static final int MOST = 100_000;

    /** Until then they are not looked at. */
    static final long AGAIN_MILLIS = 60_000;

    /** What nobody has looked at for so long may have ended. */
    private static final long NAMED_MILLIS = 3 * AGAIN_MILLIS;

    private final Map<String, Rows> rows = new ConcurrentHashMap<>();

    private record Rows(long since, Set<Long> ids, long first, String why) {}

    /** The ids that are known now. */
    Collection<Long> of(String connector, long now) {
        Rows known = rows.get(connector);
        if (known == null) {
            return List.of();
        }
        if (now - known.since() >= AGAIN_MILLIS) {
            rows.remove(connector, known);
            return List.of();
        }
        return known.ids();
    }

    /** False if no more can be stepped over. */
    boolean add(String connector, List<Long> ids, String why, long now) {
        Rows known =
                rows.computeIfAbsent(
                        connector,
                        none -> {
                            LOG.error(
                                    "unreadable deliveries connector={} first={}: they are stepped over and wait, with"
                                            + " what waits for them: {}",
                                    connector,
                                    ids.get(0),
                                    why);
                            return new Rows(now, ConcurrentHashMap.newKeySet(), ids.get(0), why);
                        });
        known.ids().addAll(ids);
        return known.ids().size() < MOST;
    }

    /** A line for each connector that has any: what is wrong, and what to do. */
    List<String> problems(long now) {
        rows.values().removeIf(known -> now - known.since() >= NAMED_MILLIS);
        List<String> lines = new ArrayList<>();
        new TreeMap<>(rows)
                .forEach(
                        (connector, known) ->
                                lines.add(
                                        "connector "
                                                + connector
                                                + " has "
                                                + counted(known.ids().size())
                                                + " whose payload cannot be read, the first is "
                                                + known.first()
                                                + ": they wait, and so does what is behind them in their order ("
                                                + known.why()
                                                + "); if that key is lost, ./tidegate connectors deactivate "
                                                + connector
                                                + " --discard ends all that is unfinished there"));
        return lines;
    }

    private static String counted(int deliveries) {
        return deliveries == 1 ? "1 delivery" : deliveries + " deliveries";
    }

    /** Those that have any. */
    Set<String> connectors() {
        return Set.copyOf(rows.keySet());
    }
}
