package io.tidegate.bench;

import io.tidegate.bench.Lot.End;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What happened by minute and by hour, as far back as the journal keeps it. */
final class FilledCounts {
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final Map<Integer, Duration> KEPT =
            Map.of(1, Duration.ofHours(3), 60, Duration.ofDays(2));

    private final long now;
    private final Map<Key, Long> happened = new HashMap<>();

    private record Key(int minutes, long beginAt, String connector, String outcome, String step) {}

    FilledCounts(long now) {
        this.now = now;
    }

    void accepted(long at) {
        add("", "accepted", "", at, 1);
    }

    void add(String connector, End end, long at) {
        switch (end) {
            case DELIVERED -> add(connector, "delivered", "", at, 1);
            case SKIPPED -> add(connector, "skipped", "rule-1", at, 1);
            case FAILED -> add(connector, "failed", "request", at, 1);
            case WAITING -> add(connector, "retried", "request", at, 1);
            case PENDING -> {}
        }
    }

    /** Every connector had something to do in every minute: the most rows that there can be. */
    static FilledCounts busy(int connectors, long now) {
        FilledCounts counts = new FilledCounts(now);
        for (long at = now - KEPT.get(60).toMillis(); at <= now; at += MINUTE) {
            counts.add("", "accepted", "", at, 2L * connectors);
            for (int connector = 1; connector <= connectors; connector++) {
                counts.add(Lot.name(connector), "delivered", "", at, 9);
                counts.add(Lot.name(connector), "skipped", "rule-1", at, 1);
                if (connector % 2 == 0) {
                    counts.add(Lot.name(connector), "failed", "request", at, 1);
                    counts.add(Lot.name(connector), "retried", "request", at, 5);
                }
            }
        }
        return counts;
    }

    private void add(String connector, String outcome, String step, long at, long times) {
        KEPT.forEach(
                (minutes, kept) -> {
                    long begin = at - Math.floorMod(at, minutes * MINUTE);
                    if (begin >= now - kept.toMillis()) {
                        happened.merge(
                                new Key(minutes, begin, connector, outcome, step),
                                times,
                                Long::sum);
                    }
                });
    }

    /** In place of those that are there. */
    void write(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM delivery_count");
        }
        Rows rows =
                new Rows(
                        connection,
                        "delivery_count",
                        "minutes, begin_at, connector, outcome, step, happened, last_at");
        for (Key key : List.copyOf(happened.keySet())) {
            rows.add(
                    key.minutes(),
                    key.beginAt(),
                    key.connector(),
                    key.outcome(),
                    key.step(),
                    happened.get(key),
                    Math.min(now, key.beginAt() + MINUTE - 1));
        }
        rows.flush();
    }

    int size() {
        return happened.size();
    }
}
