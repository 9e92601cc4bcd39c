package io.tidegate.bench;

import java.io.IOException;

/**
 * When a contender is warm: Java compiles next to nothing any more. What that takes hangs on how
 * many processes share the machine, so that no number of seconds is fair to all.
 */
final class WarmUp {
    /** Of the contender's CPU, in the last slice. */
    private static final double COMPILING = 0.05;

    private static final double NANOS = 1e9;

    private final Running running;
    private final Settings.Timing timing;
    private final long began = System.nanoTime();
    private long cpu;
    private long compiling;

    WarmUp(Running running, Settings.Timing timing) throws IOException {
        this.running = running;
        this.timing = timing;
        look();
    }

    /** Of seconds: work is sent for so long, and then it is asked again. */
    int slice() {
        return Math.max(1, Math.min(timing.warmUp(), 5));
    }

    /** Asked after each slice. */
    boolean isOver() throws IOException {
        long cpuBefore = cpu;
        long compilingBefore = compiling;
        look();
        double seconds = (System.nanoTime() - began) / NANOS;
        if (seconds < timing.warmUp()) {
            return false;
        }
        return seconds >= timing.warmUpMost()
                || compiling - compilingBefore <= COMPILING * (cpu - cpuBefore);
    }

    private void look() throws IOException {
        cpu = running.usage().cpuMicros();
        compiling = running.compilingMicros();
    }
}
