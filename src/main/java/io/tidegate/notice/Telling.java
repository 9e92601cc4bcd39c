package io.tidegate.notice;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells notices by one way, in order, on a thread of its own, until each is taken. */
final class Telling implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Telling.class);
    private static final int AT_ONCE = 100;
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final NoticeStore store;
    private final NoticeWay way;
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean failing;
    private Duration pause = FIRST_PAUSE;

    Telling(NoticeStore store, NoticeWay way) {
        this.store = store;
        this.way = way;
        this.thread = new Thread(this::run, "notice-" + way.name());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void wake() {
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!closed) {
            Duration wait = turn();
            if (!closed) {
                LockSupport.parkNanos(this, wait.toNanos());
            }
        }
    }

    /** Tells what there is; returns how long to wait before the next turn. */
    Duration turn() {
        try {
            List<Notice> notices = store.next(way.name(), AT_ONCE);
            for (Notice notice : notices) {
                way.tell(notice);
                store.told(way.name(), notice);
            }
            if (failing) {
                LOG.info("notices are taken again way={}", way.name());
            }
            failing = false;
            pause = FIRST_PAUSE;
            return notices.isEmpty() ? IDLE : Duration.ZERO;
        } catch (NotTold | RuntimeException e) {
            return failed(String.valueOf(e.getMessage()));
        }
    }

    private Duration failed(String why) {
        if (!failing && !closed) {
            LOG.error(
                    "notices are not taken, they are kept and told again, at last every {} s: way={} {}",
                    LONGEST_PAUSE.toSeconds(),
                    way.name(),
                    why);
        }
        failing = true;
        Duration now = pause;
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        return now;
    }

    boolean isFailing() {
        return failing;
    }

    String way() {
        return way.name();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
