package io.tidegate.backfill;

import io.tidegate.journal.Acceptance;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How many of a job's deliveries fit beside a connector's live ones: half of its window at most,
 * and nothing while live ones fill the rest. So a live event finds a place at once, or when the
 * next request ends.
 */
final class Room {
    /** However wide the window is. */
    private static final int MOST = 100;

    private final String connector;
    private final SqlUnfinished unfinished;
    private final Set<Long> own = new HashSet<>();

    Room(String connector, SqlUnfinished unfinished) {
        this.connector = connector;
        this.unfinished = unfinished;
    }

    /**
     * @param window deliveries of the connector on their way at once, at most
     */
    int left(int window, long now) {
        own.retainAll(unfinished.of(own));
        int share = Math.min(MOST, Math.max(1, window / 2)) - own.size();
        if (share <= 0) {
            return 0;
        }
        Set<Long> live = unfinished.due(connector, now, window + own.size());
        live.removeAll(own);
        return Math.max(0, Math.min(share, window - live.size() - own.size()));
    }

    void took(List<Acceptance> accepted) {
        accepted.forEach(one -> one.deliveries().forEach(d -> own.add(d.ref().id())));
    }
}
