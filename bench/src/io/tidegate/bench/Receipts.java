package io.tidegate.bench;

import java.io.IOException;
import java.time.Duration;

/** What the receiver has got, asked of its process. */
record Receipts(int port) {
    private static final Duration DRAIN = Duration.ofSeconds(180);
    private static final Duration STALLED = Duration.ofSeconds(15);

    void reset() throws IOException, InterruptedException {
        Http.get(port, "/reset");
    }

    /** The events from this number on come at this rate, the first at {@code start}. */
    void reset(long from, long start, long rate) throws IOException, InterruptedException {
        Http.get(port, "/reset?from=" + from + "&start=" + start + "&rate=" + rate);
    }

    /** The count once all that was accepted has come, or once nothing more comes. */
    Figures of(long accepted) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + DRAIN.toNanos();
        long stalled = System.nanoTime() + STALLED.toNanos();
        Figures count = count();
        while (count.get("unique") < accepted && System.nanoTime() < Math.min(deadline, stalled)) {
            Thread.sleep(50);
            Figures next = count();
            if (next.get("posts") > count.get("posts")) {
                stalled = System.nanoTime() + STALLED.toNanos();
            }
            count = next;
        }
        return count;
    }

    private Figures count() throws IOException, InterruptedException {
        return Figures.parse(Http.get(port, "/count").body());
    }
}
