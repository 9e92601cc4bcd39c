package io.tidegate.backfill;

import io.tidegate.event.BackfillType;
import io.tidegate.event.Event;
import io.tidegate.journal.Acceptance;
import io.tidegate.journal.CommitListener;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Whose live events a connector was given while a backfill of it holds accounts that were read
 * before: what those accounts say may be older.
 */
public final class LiveSubjects implements CommitListener {
    private final ConcurrentMap<String, Watch> watches = new ConcurrentHashMap<>();

    /** From now on; what was seen for this connector before is forgotten. */
    Watch watch(String connector) {
        Watch watch = new Watch();
        watches.put(connector, watch);
        return watch;
    }

    void end(String connector) {
        watches.remove(connector);
    }

    @Override
    public void accepted(List<Acceptance> acceptances) {
        if (watches.isEmpty()) {
            return;
        }
        for (Acceptance acceptance : acceptances) {
            if (BackfillType.connector(acceptance.event().type()) == null) {
                acceptance.deliveries().forEach(d -> saw(d.ref().connector(), acceptance.event()));
            }
        }
    }

    private void saw(String connector, Event event) {
        Watch watch = watches.get(connector);
        if (watch != null) {
            watch.saw(event.subjectHash());
        }
    }

    @Override
    public void released(String connector) {}

    @Override
    public void restored() {}

    /** What was seen since it began. */
    static final class Watch {
        private static final int MOST = 100_000;

        private final Set<Long> subjects = ConcurrentHashMap.newKeySet();

        private void saw(long subject) {
            if (!isFull()) {
                subjects.add(subject);
            }
        }

        /** It forgets from here on: what was read before must be read again. */
        boolean isFull() {
            return subjects.size() >= MOST;
        }

        /** Whether nothing newer is known of the event's subject. */
        boolean isCurrent(Event event) {
            return !isFull() && !subjects.contains(event.subjectHash());
        }
    }
}
