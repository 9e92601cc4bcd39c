package io.tidegate.intake;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory for bodies that strangers send, over all connections: what is too much is refused, before
 * the process runs out of it.
 */
public final class Room {
    private final long bytes;
    private final AtomicLong taken = new AtomicLong();

    public Room(long bytes) {
        this.bytes = bytes;
    }

    /** Takes so many bytes, if they are to be had. */
    boolean take(long more) {
        if (taken.addAndGet(more) <= bytes) {
            return true;
        }
        taken.addAndGet(-more);
        return false;
    }

    void give(long back) {
        taken.addAndGet(-back);
    }

    /** Bytes that are taken now. */
    public long taken() {
        return taken.get();
    }
}
