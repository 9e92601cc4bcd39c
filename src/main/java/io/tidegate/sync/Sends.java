package io.tidegate.sync;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What was sent to systems lately, in memory. It is complete for a system from a moment on, which
 * moves when there is no more room.
 */
final class Sends {
    /** Beyond this age nothing is judged by what was sent. */
    static final long KEPT_MILLIS = 3_600_000;

    private static final long NEVER = Long.MAX_VALUE;
    private static final int MOST_ACCOUNTS = 20_000;
    private static final int MOST_SENT = 50_000;

    private final Map<String, Long> completeSince = new HashMap<>();
    private final LinkedHashMap<Line, Told> lines = new LinkedHashMap<>(64, 0.75f, true);

    private int size;

    /** One account at one system. */
    record Line(String system, String account) {}

    /** From here on all that is sent to the system is added; false if it was so before. */
    synchronized boolean begin(String system) {
        return completeSince.putIfAbsent(system, NEVER) == null;
    }

    /** What was sent to the system since this moment has been added. */
    synchronized void completeSince(String system, long since) {
        completeSince.computeIfPresent(
                system, (name, before) -> before == NEVER ? (Long) since : before);
    }

    synchronized boolean isKept(String system) {
        return completeSince.containsKey(system);
    }

    synchronized void add(Line line, Sent sent) {
        Told told = lines.computeIfAbsent(line, l -> new Told());
        size -= told.newestFirst().size();
        for (Sent gone : told.add(sent)) {
            forgotten(line, gone);
        }
        size += told.newestFirst().size();
        makeRoom();
    }

    private void makeRoom() {
        Iterator<Map.Entry<Line, Told>> eldest = lines.entrySet().iterator();
        while ((lines.size() > MOST_ACCOUNTS || size > MOST_SENT) && eldest.hasNext()) {
            Map.Entry<Line, Told> entry = eldest.next();
            entry.getValue().newestFirst().forEach(sent -> forgotten(entry.getKey(), sent));
            size -= entry.getValue().newestFirst().size();
            eldest.remove();
        }
    }

    /** One that is under way may end at any time: it counts as long as anything does. */
    private void forgotten(Line line, Sent gone) {
        Sent.Span when = gone.when();
        long end = when.ended() == Sent.Span.OPEN ? when.begun() + KEPT_MILLIS : when.ended();
        completeSince.computeIfPresent(line.system, (name, since) -> Math.max(since, end + 1));
    }

    /** True only if it is known that nothing replaced a change of this time at the system. */
    synchronized boolean nothingSince(Line line, ChangeTime change, long now) {
        Long since = completeSince.get(line.system);
        long earliest = change.earliest();
        return since != null
                && since <= earliest
                && earliest > now - KEPT_MILLIS
                && told(line).stream().noneMatch(sent -> sent.mayHaveReplaced(change));
    }

    /** A newer state of the account than this one was delivered by this connector already. */
    synchronized boolean isOvertaken(Line line, String connector, long version) {
        return told(line).stream()
                .anyMatch(
                        sent ->
                                sent.delivered()
                                        && sent.what().connector().equals(connector)
                                        && sent.version() != null
                                        && sent.version() > version);
    }

    /** The request that a change of these values is the report of; null: of none. */
    synchronized @Nullable Sent reportedBy(Line line, Predicate<Leaves> values, ChangeTime change) {
        Told told = lines.get(line);
        return told == null ? null : told.reportedBy(values, change);
    }

    /** The system has reported it, so that the same values are a change the next time. */
    synchronized void reported(Line line, Sent sent) {
        Told told = lines.get(line);
        if (told != null) {
            told.reported(sent);
        }
    }

    /** Whether a system that lost may be told this version once more. */
    synchronized boolean mayCorrect(Line line, long version, Leaves lost) {
        boolean may = lines.computeIfAbsent(line, l -> new Told()).mayCorrect(version, lost);
        makeRoom();
        return may;
    }

    private List<Sent> told(Line line) {
        Told told = lines.get(line);
        return told == null ? List.of() : told.newestFirst();
    }
}
