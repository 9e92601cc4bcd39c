package io.tidegate.identity;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One limit for all who call a provider: requests go out evenly spaced, and when the provider says
 * 429 all of them pause. Who would have to wait longer than a bound is told at once.
 */
public final class RateLimit {
    /** A second as the provider counts it is not exactly ours. */
    private static final double BELOW = 0.95;

    private static final int TOO_MANY = 429;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final long interval;
    private final long longestWait;
    private final Timer timer;
    private final ReentrantLock lock = new ReentrantLock();
    private long next;
    private long pausedAt;
    private long pausedUntil;
    private long pause;

    /** A clock that only goes forward, and a way to wait on it. */
    interface Timer {
        long nanos();

        void sleep(long nanos) throws InterruptedException;
    }

    private static final Timer SYSTEM =
            new Timer() {
                @Override
                public long nanos() {
                    return System.nanoTime();
                }

                @Override
                public void sleep(long nanos) throws InterruptedException {
                    TimeUnit.NANOSECONDS.sleep(nanos);
                }
            };

    /**
     * @param perSecond 1 or more
     * @param longestWait how long a call waits for its turn before it fails, to be repeated
     */
    public RateLimit(int perSecond, Duration longestWait) {
        this(perSecond, longestWait, SYSTEM);
    }

    RateLimit(int perSecond, Duration longestWait, Timer timer) {
        this.interval = (long) (1e9 / (perSecond * BELOW));
        this.longestWait = longestWait.toNanos();
        this.timer = timer;
        this.next = timer.nanos();
        this.pausedAt = next;
        this.pausedUntil = next;
    }

    /** The same transport at this limit; any number of transports share it. */
    public Transport over(Transport transport) {
        return request -> call(transport, request);
    }

    /** A call that was refused with 429 was not carried out: it goes again while there is time. */
    private Transport.Response call(Transport transport, Transport.Request request)
            throws Transport.Unreachable {
        long until = timer.nanos() + longestWait;
        while (true) {
            long sent = turn(request, until);
            Transport.Response response = transport.call(request);
            if (response.status() != TOO_MANY) {
                quiet(sent);
                return response;
            }
            long wait = pause(sent, response);
            if (timer.nanos() + wait - until > 0) {
                return response;
            }
        }
    }

    /** Waits for its turn, again if all pause by then; when it came. */
    private long turn(Transport.Request request, long until) throws Transport.Unreachable {
        while (true) {
            long turn = reserve();
            if (turn - until > 0) {
                release(turn);
                throw late(request, turn);
            }
            sleepUntil(turn);
            if (!isPaused(turn)) {
                return turn;
            }
        }
    }

    private Transport.Unreachable late(Transport.Request request, long turn) {
        long seconds = Duration.ofNanos(turn - timer.nanos()).toSeconds();
        return new Transport.Unreachable(
                request.method()
                        + " was not sent: the limit of calls to the identity provider is used up for "
                        + Math.max(1, seconds)
                        + " s",
                true);
    }

    private void sleepUntil(long turn) throws Transport.Unreachable {
        try {
            for (long now = timer.nanos(); turn - now > 0; now = timer.nanos()) {
                timer.sleep(turn - now);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Transport.Unreachable("it was not sent: the server stops", true);
        }
    }

    private boolean isPaused(long turn) {
        lock.lock();
        try {
            return pausedUntil - turn > 0;
        } finally {
            lock.unlock();
        }
    }

    private long reserve() {
        lock.lock();
        try {
            long now = timer.nanos();
            long turn = next - now > 0 ? next : now;
            next = turn + interval;
            return turn;
        } finally {
            lock.unlock();
        }
    }

    private void release(long turn) {
        lock.lock();
        try {
            if (next == turn + interval) {
                next = turn;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Calls that were on their way when a pause began do not lengthen it. */
    private long pause(long sent, Transport.Response response) {
        lock.lock();
        try {
            long now = timer.nanos();
            if (sent - pausedAt >= 0) {
                pause = pause == 0 ? FIRST_PAUSE.toNanos() : pause * 2;
                pause = Math.min(pause, LONGEST_PAUSE.toNanos());
                pausedAt = now;
            }
            Duration told = response.retryAfter();
            long asked = told == null ? 0 : Math.min(told.toNanos(), LONGEST_PAUSE.toNanos());
            long end = told == null ? pausedAt + pause : now + asked;
            pausedUntil = end - pausedUntil > 0 ? end : pausedUntil;
            next = pausedUntil - next > 0 ? pausedUntil : next;
            return pausedUntil - now;
        } finally {
            lock.unlock();
        }
    }

    private void quiet(long sent) {
        lock.lock();
        try {
            if (sent - pausedAt > 0) {
                pause = 0;
            }
        } finally {
            lock.unlock();
        }
    }
}
