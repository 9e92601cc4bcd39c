package io.tidegate.backfill;

/** The connectors, as a backfill sees them. */
@FunctionalInterface
public interface Connectors {

    Standing of(String connector);

    /**
     * @param window its deliveries on their way at once, at most, as it is now
     */
    record Standing(State state, int window) {}

    /**
     * AWAY: no version of it runs; HELD: it is switched off; NO_OUTFLOW: third parties post to it.
     */
    enum State {
        TAKES_DELIVERIES,
        HELD,
        AWAY,
        NO_OUTFLOW,
        UNKNOWN
    }
}
