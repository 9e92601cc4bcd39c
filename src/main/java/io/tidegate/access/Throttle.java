package io.tidegate.access;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often something may go wrong: a bucket of tries for each key, filled again by the clock. It
 * remembers the last {@value #KEYS} keys.
 */
final class Throttle {
    private static final int KEYS = 20_000;

    private final int tries;
    private final long refillMillis;
    private final Clock clock;
    private final Map<String, Bucket> buckets =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                    return size() > KEYS;
                }
            };

    private record Bucket(double left, long at) {}

    /**
     * @param tries that a full bucket holds
     * @param refillMillis after which one comes back
     */
    Throttle(int tries, long refillMillis, Clock clock) {
        this.tries = tries;
        this.refillMillis = refillMillis;
        this.clock = clock;
    }

    /** 30 tries for an address, and one more each 5 s. */
    static Throttle ofAddresses(Clock clock) {
        return new Throttle(30, 5_000, clock);
    }

    /**
     * Takes a try.
     *
     * @param what the key's kind, as a message names it
     * @throws AccessRefused if there is none
     */
    void takeFor(String key, String what) {
        long seconds = take(key);
        if (seconds > 0) {
            throw AccessRefused.tooMany(
                    "too many tries that went wrong for "
                            + what
                            + "; the next one is looked at in "
                            + seconds
                            + " s",
                    seconds);
        }
    }

    /** Takes a try; 0 if there was one, else the seconds until there is. */
    synchronized long take(String key) {
        Bucket now = now(key);
        if (now.left() < 1) {
            return Math.max(1, (long) Math.ceil((1 - now.left()) * refillMillis / 1_000));
        }
        buckets.put(key, new Bucket(now.left() - 1, now.at()));
        return 0;
    }

    /** Whether there is no try at this moment. */
    synchronized boolean isEmpty(String key) {
        return now(key).left() < 1;
    }

    /** How many keys it remembers. */
    synchronized int size() {
        return buckets.size();
    }

    /** Gives back what was taken: it was no mistake. */
    synchronized void giveBack(String key) {
        Bucket now = now(key);
        buckets.put(key, new Bucket(Math.min(tries, now.left() + 1), now.at()));
    }

    private Bucket now(String key) {
        long at = clock.millis();
        Bucket before = buckets.get(key);
        if (before == null) {
            return new Bucket(tries, at);
        }
        double filled = (double) Math.max(0, at - before.at()) / refillMillis;
        return new Bucket(Math.min(tries, before.left() + filled), at);
    }
}
