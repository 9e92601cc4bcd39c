package io.tidegate.inflow;

import org.jspecify.annotations.Nullable;

/** Who takes posts; asked for each, so that a change counts at once. */
public interface InflowConnectors {

    /** The inflow connector of this id; null if there is none that runs and is active. */
    @Nullable Inbound find(String id);

    /** Whether its file is broken and no version of it runs: posts must come again later. */
    boolean isBroken(String id);
}
