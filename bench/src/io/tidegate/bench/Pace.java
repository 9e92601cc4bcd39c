package io.tidegate.bench;

/** When requests are due. Times are {@link System#nanoTime} values. */
sealed interface Pace {
    /**
     * The time the next request was meant to leave, if that is now or past; otherwise {@link
     * Long#MAX_VALUE}.
     */
    long take(long now);

    /** How long nothing can be due, in nanoseconds; an answer may make the wait shorter. */
    long quiet(long now);

    boolean ended(long now);

    void refused(long now);

    /** A request whenever a connection is free. */
    final class Closed implements Pace {
        private static final long REST_AFTER_REFUSAL = 5_000_000;
        private final long end;
        private long restUntil = Long.MIN_VALUE;

        Closed(long start, long seconds) {
            end = start + seconds * 1_000_000_000;
        }

        @Override
        public long take(long now) {
            return ended(now) || now < restUntil ? Long.MAX_VALUE : now;
        }

        @Override
        public long quiet(long now) {
            return now < restUntil ? restUntil - now : 100_000_000;
        }

        @Override
        public boolean ended(long now) {
            return now >= end;
        }

        @Override
        public void refused(long now) {
            restUntil = now + REST_AFTER_REFUSAL;
        }
    }

    /**
     * A fixed rate, whatever the answers do: latency counts from the time a request was meant to
     * leave.
     */
    final class Open implements Pace {
        private final long start;
        private final long rate;
        private final long total;
        private long taken;

        Open(long start, long seconds, long rate) {
            this.start = start;
            this.rate = rate;
            this.total = seconds * rate;
        }

        @Override
        public long take(long now) {
            long due = due();
            if (ended(now) || now < due) {
                return Long.MAX_VALUE;
            }
            taken++;
            return due;
        }

        @Override
        public long quiet(long now) {
            return ended(now) ? 1_000_000 : Math.max(0, due() - now);
        }

        @Override
        public boolean ended(long now) {
            return taken >= total;
        }

        @Override
        public void refused(long now) {}

        private long due() {
            return start + taken * 1_000_000_000L / rate;
        }
    }
}
