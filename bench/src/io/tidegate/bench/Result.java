package io.tidegate.bench;

/**
 * What one turn of one contender came to. Latency in milliseconds, CPU in microseconds, memory in
 * MiB; {@code startMillis} from its process to its health.
 */
record Result(
        double eventsPerSecond,
        double p50,
        double p99,
        double cpuPerEvent,
        double loadCpuPerEvent,
        double peakMiB,
        double startMillis,
        Losses losses) {

    /** Answers other than 2xx, and how far the receiver's count is from what was accepted. */
    record Losses(long refused, long failed, long missing, long doubled) {}
}
