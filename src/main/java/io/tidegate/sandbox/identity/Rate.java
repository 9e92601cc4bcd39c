package io.tidegate.sandbox.identity;

import java.time.Clock;

/** So many in each second of the clock. */
final class Rate {
    private final int limit;
    private final Clock clock;
    private long second;
    private int taken;

    Rate(int limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
    }

    /**
     * @throws Refused if this second has had its share
     */
    synchronized void take() {
        long now = clock.millis() / 1_000;
        if (now != second) {
            second = now;
            taken = 0;
        }
        if (taken >= limit) {
            throw Refused.tooMany(limit);
        }
        taken++;
    }
}
