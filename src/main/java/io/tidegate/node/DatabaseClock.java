package io.tidegate.node;

import io.tidegate.journal.JournalUnavailable;
import io.tidegate.journal.SqlDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Comparator;

/**
 * The database's time, carried on by this machine's monotonic clock: nodes whose clocks differ by a
 * minute still agree on what is due. The sample with the shortest way there and back of the last
 * {@value #SAMPLES} counts, so it is wrong by at most half of that way.
 */
public final class DatabaseClock extends Clock {
    private static final int SAMPLES = 16;
    private static final long DRIFT_MICROS = 20_000;

    private final ArrayDeque<Sample> samples = new ArrayDeque<>();
    private volatile long offsetMicros;

    /**
     * @param offsetMicros from {@link System#nanoTime} in microseconds to the database's
     * @param wayNanos there and back
     */
    private record Sample(long offsetMicros, long wayNanos) {
        /** More than their ways and what clocks drift in a minute allow. */
        boolean disagrees(Sample other) {
            long allowed = (wayNanos + other.wayNanos) / 1_000 + DRIFT_MICROS;
            return Math.abs(offsetMicros - other.offsetMicros) > allowed;
        }
    }

    /**
     * Has looked at the database's time.
     *
     * @throws JournalUnavailable if that cannot be read
     */
    public static DatabaseClock of(SqlDatabase database) {
        DatabaseClock clock = new DatabaseClock();
        try (SqlNodes nodes = new SqlNodes(database)) {
            for (int i = 0; i < SAMPLES / 2; i++) {
                long asked = System.nanoTime();
                long micros = nodes.micros();
                clock.sample(asked, System.nanoTime(), micros);
            }
        }
        return clock;
    }

    /**
     * Has the database's time.
     *
     * @param askedNanos {@link System#nanoTime} before it was asked
     * @param answeredNanos and after its answer
     * @param databaseMicros what it said, microseconds since 1970
     */
    public synchronized void sample(long askedNanos, long answeredNanos, long databaseMicros) {
        long middle = askedNanos + (answeredNanos - askedNanos) / 2;
        Sample now = new Sample(databaseMicros - middle / 1_000, answeredNanos - askedNanos);
        samples.removeIf(
                before -> before.disagrees(now)); // the machine stood still, or a clock was set
        samples.add(now);
        if (samples.size() > SAMPLES) {
            samples.remove();
        }
        offsetMicros =
                samples.stream()
                        .min(Comparator.comparingLong(Sample::wayNanos))
                        .orElseThrow()
                        .offsetMicros();
    }

    @Override
    public long millis() {
        return micros() / 1_000;
    }

    private long micros() {
        return System.nanoTime() / 1_000 + offsetMicros;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(0).plusNanos(micros() * 1_000);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return zone;
            }

            @Override
            public Clock withZone(ZoneId other) {
                return DatabaseClock.this.withZone(other);
            }

            @Override
            public Instant instant() {
                return DatabaseClock.this.instant();
            }
        };
    }
}
