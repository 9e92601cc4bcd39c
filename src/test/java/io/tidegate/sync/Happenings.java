package io.tidegate.sync;

import java.util.PriorityQueue;
import java.util.Random;

/** Virtual time: what is to happen, one after the other, the same for the same seed. */
final class Happenings {
    private final PriorityQueue<Happening> queue = new PriorityQueue<>();
    private final SetClock clock;
    final Random random;
    private long made;
    private long happened;

    private record Happening(long at, long number, Runnable what) implements Comparable<Happening> {
        @Override
        public int compareTo(Happening other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    Happenings(SetClock clock, long seed) {
        this.clock = clock;
        this.random = new Random(seed);
    }

    long now() {
        return clock.millis();
    }

    void in(long millis, Runnable what) {
        queue.add(new Happening(now() + millis, made++, what));
    }

    /** Between none and this many, mostly few. */
    long delay(long atMost) {
        double part = random.nextDouble();
        return (long) (part * part * part * atMost);
    }

    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    /** Runs until nothing is left; returns how much happened. */
    long run(long atMost) {
        while (!queue.isEmpty() && happened < atMost) {
            Happening next = queue.remove();
            clock.set(next.at);
            happened++;
            next.what.run();
        }
        return happened;
    }

    boolean isQuiet() {
        return queue.isEmpty();
    }
}
