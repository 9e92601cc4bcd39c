package io.tidegate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it; for tests of every package. */
public final class ManualClock extends Clock {
    private volatile long now;

    public ManualClock(String now) {
        this.now = Instant.parse(now).toEpochMilli();
    }

    public void advance(Duration by) {
        now += by.toMillis();
    }

    @Override
    public long millis() {
        return now;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(now);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("a test has one zone, UTC");
    }
}
