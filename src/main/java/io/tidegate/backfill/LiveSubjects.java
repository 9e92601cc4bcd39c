package io.tidegate.backfill;

import io.tidegate.event.BackfillType;
import io.tidegate.event.Event;
import io.tidegate.journal.Acceptance;
import io.tidegate.journal.CommitListener;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Whose live events a connector was given, and when, while a backfill of it is at work: what a page
 * says of those accounts may be older. Times are those of {@link System#nanoTime}.
 */
public final class LiveSubjects implements CommitListener {
    private final ConcurrentMap<String, Watch> watches = new ConcurrentHashMap<>();

    /** Begins with what is accepted from now on. */
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

    /** What was seen for one connector. */
    static final class Watch {
        private static final int MOST = 200_000;

        private final Map<Long, Long> seenAt = new ConcurrentHashMap<>();

        void saw(long subject) {
            if (!isFull()) {
                seenAt.put(subject, System.nanoTime());
            }
        }

        /** It may not know of everything: nothing is current until it forgets. */
        boolean isFull() {
            return seenAt.size() >= MOST;
        }

        void forget(long before) {
            seenAt.values().removeIf(at -> at - before < 0);
        }

        /** Whether nothing was seen of the event's subject since then. */
        boolean isCurrent(Event event, long since) {
            Long at = seenAt.get(event.subjectHash());
            return !isFull() && (at == null || at - since < 0);
        }
    }
}
