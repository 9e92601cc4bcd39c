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

    void give(long bytes) {
        left.addAndGet(bytes);
    }

    public long used() {
        return all - left.get();
    }
}
