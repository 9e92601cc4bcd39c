package io.tidegate.api;

import org.jspecify.annotations.Nullable;

/** Switches connectors off and on. */
public interface ConnectorSwitch {

    /** Whether there is such a connector, whatever state it is in. */
    boolean knows(String connector);

    /** How it was last switched; null if it never was, and is active. */
    @Nullable Switched last(String connector);

    Switched activate(String connector, String by);

    /**
     * @param discard ends what is pending or waiting as failed, instead of holding it
     */
    Switched deactivate(String connector, boolean discard, String by);

    /**
     * @param discarding whether something is still to be discarded
     * @param at ms since 1970
     */
    record Switched(boolean active, boolean discarding, long at, String by) {}
}
