package io.tidegate.api;

import io.tidegate.journal.Lately;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was counted lately, as a reader wants it.
 *
 * @param events accepted ones stand as delivered
 * @param connectors by id; one without a delivery is not there
 */
record Counted(Recent events, Map<String, Recent> connectors) {

    /** Up to this time, ms since 1970. */
    static Counted until(long now, Lately lately) {
        Map<String, Recent> connectors = new HashMap<>();
        for (String id : lately.connectors()) {
            Recent recent = recent(lately.of(id), now);
            recent.endedAt(lately.lastEndAt(id));
            connectors.put(id, recent);
        }
        return new Counted(recent(lately.events(), now), connectors);
    }

    private static Recent recent(List<Lately.Count> counts, long now) {
        Recent recent = new Recent(now);
        for (Lately.Count one : counts) {
            Outcomes what =
                    new Outcomes(one.delivered(), one.skipped(), one.failed(), one.retried());
            recent.add(one.minutes(), one.beginAt(), what);
        }
        return recent;
    }

    Recent of(String connector, long now) {
        Recent known = connectors.get(connector);
        return known == null ? new Recent(now) : known;
    }

    /** Of all connectors together. */
    Recent all(long now) {
        Recent all = new Recent(now);
        connectors.values().forEach(all::add);
        return all;
    }
}
