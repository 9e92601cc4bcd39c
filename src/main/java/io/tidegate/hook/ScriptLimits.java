package io.tidegate.hook;

import java.time.Duration;

/**
 * What one call of a script may use.
 *
 * @param time wall time, from the call to its answer
 * @param memoryBytes everything the engine and the script hold, of which the engine itself takes
 *     1.4 MB
 */
public record ScriptLimits(Duration time, long memoryBytes) {
    public static final ScriptLimits DEFAULT = new ScriptLimits(Duration.ofSeconds(1), 32L << 20);

    private static final long LEAST_MEMORY = 4L << 20;

    public ScriptLimits {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(
                    "a script's time is " + time + "; it must be more than nothing");
        }
        if (memoryBytes < LEAST_MEMORY) {
            throw new IllegalArgumentException(
                    "a script's memory is "
                            + memoryBytes
                            + " bytes; it must be "
                            + LEAST_MEMORY
                            + " or more");
        }
    }

    /** The same memory, another time. */
    public ScriptLimits withTime(Duration other) {
        return new ScriptLimits(other, memoryBytes);
    }
}
