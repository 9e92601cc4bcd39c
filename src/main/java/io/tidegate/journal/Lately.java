package io.tidegate.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was counted in the last hour and the last day: the newest rows of {@code delivery_count}, in
 * memory. The writer adds to it after each commit; anybody may read.
 */
public final class Lately {
    private volatile Map<String, Series> series = new ConcurrentHashMap<>();

    /**
     * What happened in one minute or one hour.
     *
     * @param minutes 1 or 60
     * @param beginAt its first millisecond
     * @param delivered of events: accepted
     */
    public record Count(
            int minutes, long beginAt, long delivered, long skipped, long failed, long retried) {}

    /** What a row of the table adds; its step does not matter here. */
    record Added(int minutes, long beginAt, String outcome, long happened, long lastAt) {
        private static final Set<String> ENDS = Set.of("delivered", "skipped", "failed");

        boolean isEnd() {
            return ENDS.contains(outcome);
        }

        /** With what is there already. */
        Count to(Count known) {
            return new Count(
                    minutes,
                    beginAt,
                    known.delivered + of("delivered") + of("accepted"),
                    known.skipped + of("skipped"),
                    known.failed + of("failed"),
                    known.retried + of("retried"));
        }

        private long of(String wanted) {
            return outcome.equals(wanted) ? happened : 0;
        }
    }

    /** Connectors of which it knows anything. */
    public Set<String> connectors() {
        return series.keySet().stream()
                .filter(id -> !id.equals(SqlCounts.NO_CONNECTOR))
                .collect(Collectors.toSet());
    }

    /** Of all events; those that were accepted stand as delivered. */
    public List<Count> events() {
        return of(SqlCounts.NO_CONNECTOR);
    }

    /** In no order, and somewhat more than an hour and a day. */
    public List<Count> of(String connector) {
        Series its = series.get(connector);
        return its == null ? List.of() : its.counts();
    }

    /** When a delivery of it last ended, ms since 1970; 0: never, as far as is known. */
    public long lastEndAt(String connector) {
        Series its = series.get(connector);
        return its == null ? 0 : its.lastEndAt();
    }

    /** Takes the place of all that was known. */
    void become(Lately other) {
        series = other.series;
    }

    /** What the other one knows takes the place of what is known of the same minutes and hours. */
    void correct(Lately other) {
        other.series.forEach(
                (connector, its) ->
                        series.computeIfAbsent(connector, id -> new Series()).correct(its));
    }

    void add(String connector, Added what) {
        series.computeIfAbsent(connector, id -> new Series()).add(what);
    }

    /** Of one connector: rings, in which what is newer takes the place of what is older. */
    private static final class Series {
        /** More than are shown: clocks differ a little. */
        private final @Nullable Count[] minutes = new Count[64];

        private final @Nullable Count[] hours = new Count[32];
        private long lastEndAt;

        synchronized void add(Added what) {
            @Nullable Count[] ring = what.minutes() == 1 ? minutes : hours;
            long span = what.minutes() * SqlCounts.MINUTE_MILLIS;
            int at = (int) Math.floorMod(what.beginAt() / span, (long) ring.length);
            Count there = ring[at];
            if (there == null || there.beginAt() < what.beginAt()) {
                there = new Count(what.minutes(), what.beginAt(), 0, 0, 0, 0);
            }
            if (there.beginAt() == what.beginAt()) {
                ring[at] = what.to(there);
            }
            if (what.isEnd()) {
                lastEndAt = Math.max(lastEndAt, what.lastAt());
            }
        }

        synchronized void correct(Series other) {
            for (Count one : other.counts()) {
                @Nullable Count[] ring = one.minutes() == 1 ? minutes : hours;
                long span = one.minutes() * SqlCounts.MINUTE_MILLIS;
                ring[(int) Math.floorMod(one.beginAt() / span, (long) ring.length)] = one;
            }
            lastEndAt = Math.max(lastEndAt, other.lastEndAt());
        }

        synchronized long lastEndAt() {
            return lastEndAt;
        }

        synchronized List<Count> counts() {
            List<Count> all = new ArrayList<>();
            for (@Nullable Count[] ring : List.of(minutes, hours)) {
                for (Count one : ring) {
                    if (one != null) {
                        all.add(one);
                    }
                }
            }
            return all;
        }
    }
}
