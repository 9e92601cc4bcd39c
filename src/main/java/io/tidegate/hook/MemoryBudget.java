package io.tidegate.hook;

import java.util.concurrent.Semaphore;

/**
 * What all running scripts may hold together beyond a small share each: a quarter of the heap, so
 * that many that go wrong at once cannot exhaust it. A script that asks for more waits for others
 * to end, within its own time.
 */
final class MemoryBudget {
    static final MemoryBudget OF_THIS_JVM =
            new MemoryBudget(Math.max(64L << 20, Runtime.getRuntime().maxMemory() / 4));

    /** Enough for a usual hook, so that it never waits for a greedy one. */
    private static final int FREE_UNITS = 96;

    private static final int UNIT = 64 << 10;

    private final Semaphore units;

    MemoryBudget(long bytes) {
        units = new Semaphore((int) Math.min(Integer.MAX_VALUE, bytes / UNIT));
    }

    Share share() {
        return new Share();
    }

    /** One script's part; used by its thread alone. */
    final class Share {
        private int taken;

        /** Waits until all scripts together leave so much free; false when interrupted first. */
        boolean reaches(long bytes) {
            int more = (int) (bytes / UNIT) - FREE_UNITS - taken;
            if (more <= 0) {
                return true;
            }
            try {
                units.acquire(more);
                taken += more;
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        void giveBack() {
            units.release(taken);
            taken = 0;
        }
    }
}
