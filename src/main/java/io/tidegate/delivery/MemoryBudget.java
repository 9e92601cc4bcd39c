package io.tidegate.delivery;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes of bodies that all lanes together may hold in memory. */
public final class MemoryBudget {
    private final AtomicLong left;
    private final long all;

    public MemoryBudget(long bytes) {
        this.all = bytes;
        this.left = new AtomicLong(bytes);
    }

    /** True if there was room; one delivery fits always into an empty budget. */
    boolean take(long bytes) {
        while (true) {
            long now = left.get();
            if (now < bytes && now < all) {
                return false;
            }
            if (left.compareAndSet(now, now - bytes)) {
                return true;
            }
        }
    }

    /**
     * What one lane may hold beyond its reserve: a dead destination must leave room for the others.
     */
    long share() {
        return Math.max(1, all / 4);
    }

    /** Takes them though there may be no room. */
    void insist(long bytes) {
        left.addAndGet(-bytes);
    }

    void give(long bytes) {
        left.addAndGet(bytes);
    }

    public long used() {
        return all - left.get();
    }
}
