package io.tidegate.mapping;

import com.dashjoin.jsonata.Jsonata;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends an evaluation that takes too long or goes too deep. Time is the thread's own on the
 * processor: a busy machine or a collection's pause must not turn a sound expression into a failed
 * delivery. Used once, by one thread.
 *
 * <p>Not the library's own {@code setRuntimeBounds}: that one looks away inside arrays and objects
 * after their first element, where a loop would never end.
 */
final class Bounds implements InvocationHandler {
    static final int MAX_DEPTH = 500;
    static final String TOO_DEEP =
            "it calls itself without an end, or is nested deeper than " + MAX_DEPTH + " levels";

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** The clock is read at every so many steps only, which take microseconds. */
    private static final int STEPS_PER_LOOK = 8;

    private static final ClassLoader LOADER = Bounds.class.getClassLoader();
    private static final Class<?>[] CALLBACKS = {
        Jsonata.EntryCallback.class, Jsonata.ExitCallback.class
    };

    private final Duration limit;
    private final long nanosAtStart = System.nanoTime();
    private final long processorAtStart = processorNanos();
    private int depth;
    private int steps;
    private boolean endedWithNull;
    private @Nullable String stopped;

    Bounds(Duration limit) {
        this.limit = limit;
    }

    void watch(Jsonata.Frame frame) {
        // A proxy, because the callbacks' first parameter is of a type that the library keeps to
        // itself.
        Object callback = Proxy.newProxyInstance(LOADER, CALLBACKS, this);
        frame.setEvaluateEntryCallback((Jsonata.EntryCallback) callback);
        frame.setEvaluateExitCallback((Jsonata.ExitCallback) callback);
    }

    /** On entry: expression, input, frame; on exit the result follows. */
    @Override
    public @Nullable Object invoke(
            Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
        if (arguments != null && arguments.length == 3) {
            entered();
        } else if (arguments != null && arguments.length == 4) {
            left(arguments[3]);
        }
        return null;
    }

    private void entered() {
        if (++depth > MAX_DEPTH) {
            throw stop(TOO_DEEP);
        }
        look();
    }

    private void left(@Nullable Object result) {
        if (--depth == 0) {
            endedWithNull = isNull(result);
        }
        look();
    }

    private void look() {
        if (++steps % STEPS_PER_LOOK == 0) {
            checkTime();
        }
    }

    /**
     * A single step, such as a sum over a huge range, cannot be interrupted; its result is not
     * used.
     */
    void finish() {
        checkTime();
    }

    void checkTime() {
        long elapsed = System.nanoTime() - nanosAtStart;
        if (elapsed > limit.toNanos() && (processorAtStart < 0 || used() > limit.toNanos())) {
            throw stop("it took longer than " + limit.toMillis() + " ms");
        }
    }

    private long used() {
        return processorNanos() - processorAtStart;
    }

    private Stopped stop(String why) {
        stopped = why;
        return new Stopped(why);
    }

    /**
     * Why the evaluation was ended, which the library may have wrapped in something else; {@code
     * null} if it was not.
     */
    @Nullable String stopped() {
        return stopped;
    }

    /**
     * The library hands out Java's null for both JSON's null and undefined; only here they differ.
     */
    boolean endedWithNull() {
        return endedWithNull;
    }

    private static boolean isNull(@Nullable Object result) {
        return result == Jsonata.NULL_VALUE
                || result instanceof List<?> list
                        && list.size() == 1
                        && list.get(0) == Jsonata.NULL_VALUE;
    }

    /** Negative where the platform does not tell, as for virtual threads. */
    private static long processorNanos() {
        try {
            return THREADS.getCurrentThreadCpuTime();
        } catch (UnsupportedOperationException e) {
            return -1;
        }
    }

    private static final class Stopped extends RuntimeException {
        Stopped(String why) {
            super(why, null, false, false);
        }
    }
}
