package io.tidegate.hook;

import java.time.Duration;

public record ScriptLimits(Duration time, long memoryBytes) {
    public static final ScriptLimits DEFAULT = new ScriptLimits(Duration.ofSeconds(1), 16L << 20);
}
