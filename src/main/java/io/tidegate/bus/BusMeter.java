package io.tidegate.bus;

/** Counts what comes by the bus. */
@FunctionalInterface
public interface BusMeter {

    /** What was stored of one topic or queue. */
    void stored(String topic, int events, int rejected);
}
