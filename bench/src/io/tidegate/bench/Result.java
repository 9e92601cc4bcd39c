package io.tidegate.bench;

/**
 * What one turn of one contender came to. Latency in milliseconds, CPU in microseconds, memory in
 * MiB.
 */
record Result(
        double eventsPerSecond,
        double p50,
        double p99,
        double cpuPerEvent,
        double loadCpuPerEvent,
        double peakMiB,
        Losses losses) {

    /** Answers other than 2xx, and how far the receiver's count is from what was accepted. */
    record Losses(long refused, long failed, long missing, long doubled) {}
}
