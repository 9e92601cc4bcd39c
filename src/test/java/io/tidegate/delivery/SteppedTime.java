package io.tidegate.delivery;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A clock that stands still until a test moves it, and the timers that run then. */
public final class SteppedTime extends Clock {
    /** For lanes that nothing throttles. */
    static final Throttle.Shared NONE = new SteppedTime().shared();

    private final List<Timer> timers = new ArrayList<>();
    private long now = 1_000_000;
    private int nodes = 1;

    private record Timer(long at, Runnable work) {}

    public Throttle.Shared shared() {
        return new Throttle.Shared(
                this,
                RateShare.among(() -> nodes),
                (millis, work) -> timers.add(new Timer(now + millis, work)),
                () -> true);
    }

    void nodes(int live) {
        nodes = live;
    }

    /** Runs each timer at its time. */
    public void advance(long millis) {
        long end = now + millis;
        for (Timer next = next(end); next != null; next = next(end)) {
            timers.remove(next);
            now = Math.max(now, next.at());
            next.work().run();
        }
        now = end;
    }

    private Timer next(long end) {
        return timers.stream()
                .filter(timer -> timer.at() <= end)
                .min((a, b) -> Long.compare(a.at(), b.at()))
                .orElse(null);
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
        throw new UnsupportedOperationException();
    }
}
