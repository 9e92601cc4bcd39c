package io.tidegate.journal;

/** Told of each commit: how many operations it held and how long it took, in ns. */
@FunctionalInterface
public interface WriterMeter {
    void committed(int operations, long nanos);
}
