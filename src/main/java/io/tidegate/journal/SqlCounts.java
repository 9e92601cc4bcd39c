package io.tidegate.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a transaction stores, by minute and by hour, in that transaction: the counts are as
 * exact and as safe as what they count.
 */
final class SqlCounts implements AutoCloseable {
    /** Of events, which belong to no connector. */
    static final String NO_CONNECTOR = "";

    /** What a row stands for, in minutes. */
    static final List<Integer> SPANS = List.of(1, 60);

    static final long MINUTE_MILLIS = 60_000;

    private static final Comparator<Key> ORDER =
            Comparator.comparingInt(Key::minutes)
                    .thenComparingLong(Key::beginAt)
                    .thenComparing(Key::connector)
                    .thenComparing(Key::outcome)
                    .thenComparing(Key::step);

    /** Nodes that count the same would wait for each other's commits; a few rows more do not. */
    private static final int SHARDS = 16;

    private final Holding holding;
    private final SqlRows upsert;

    /** Sorted, so that two writers of one database never wait for each other in a circle. */
    private final Map<Key, Tally> pending = new TreeMap<>(ORDER);

    /** What the transaction wrote that has not been committed yet. */
    private final Map<Key, Tally> written = new HashMap<>();

    private record Key(int minutes, long beginAt, String connector, String outcome, String step) {}

    private record Tally(long happened, long lastAt) {
        Tally plus(Tally other) {
            return new Tally(happened + other.happened, Math.max(lastAt, other.lastAt));
        }
    }

    SqlCounts(Connection connection, SqlDialect dialect, Holding holding) throws SQLException {
        this.holding = holding;
        upsert =
                SqlRows.insert(
                        connection,
                        dialect,
                        "delivery_count",
                        "minutes integer, begin_at bigint, connector text, outcome text, step text, happened bigint,"
                                + " last_at bigint, shard integer",
                        " ON CONFLICT (minutes, begin_at, connector, outcome, step, shard) DO UPDATE"
                                + " SET happened = delivery_count.happened + excluded.happened, last_at = CASE"
                                + " WHEN delivery_count.last_at > excluded.last_at THEN delivery_count.last_at"
                                + " ELSE excluded.last_at END");
    }

    /** New events of these acceptances. */
    void accepted(List<Acceptance> acceptances, long at) {
        long events = acceptances.stream().filter(one -> !one.duplicate()).count();
        if (events > 0) {
            add(NO_CONNECTOR, "accepted", "", new Tally(events, at));
        }
    }

    /** A record that changed its delivery; hooks that are done leave no row. */
    void recorded(DeliveryRecord what) {
        String outcome = outcome(what.change());
        if (outcome != null) {
            add(what.delivery().connector(), outcome, what.step(), new Tally(1, what.at()));
        }
    }

    private static @Nullable String outcome(Change change) {
        if (change instanceof Change.Delivered) {
            return "delivered";
        }
        if (change instanceof Change.Skipped) {
            return "skipped";
        }
        if (change instanceof Change.Failed) {
            return "failed";
        }
        if (change instanceof Change.Waiting) {
            return "retried";
        }
        return change instanceof Change.HooksFailed ? "hooks-failed" : null;
    }

    private void add(String connector, String outcome, String step, Tally tally) {
        for (int minutes : SPANS) {
            long span = minutes * MINUTE_MILLIS;
            long beginAt = tally.lastAt() - Math.floorMod(tally.lastAt(), span);
            Key key = new Key(minutes, beginAt, connector, outcome, step);
            pending.merge(key, tally, Tally::plus);
        }
    }

    /** Writes what was counted since the last time. */
    void write() throws SQLException {
        int shard = (int) (holding.epoch() % SHARDS);
        for (Map.Entry<Key, Tally> one : pending.entrySet()) {
            Key key = one.getKey();
            upsert.set(key.minutes())
                    .set(key.beginAt())
                    .set(key.connector())
                    .set(key.outcome())
                    .set(key.step())
                    .set(one.getValue().happened())
                    .set(one.getValue().lastAt())
                    .set(shard)
                    .add();
            written.merge(key, one.getValue(), Tally::plus);
        }
        pending.clear();
        upsert.write();
    }

    /** What was written is committed, and may be known. */
    void committed(Lately lately) {
        written.forEach(
                (key, tally) ->
                        lately.add(
                                key.connector(),
                                new Lately.Added(
                                        key.minutes(),
                                        key.beginAt(),
                                        key.outcome(),
                                        tally.happened(),
                                        tally.lastAt())));
        written.clear();
    }

    @Override
    public void close() throws SQLException {
        upsert.close();
    }
}
