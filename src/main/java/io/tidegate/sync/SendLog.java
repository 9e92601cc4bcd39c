package io.tidegate.sync;

import java.util.Collection;
import java.util.List;

/** The journal's record of what was sent. */
interface SendLog {

    /**
     * Attempts of these connectors of a system that ended since, ms since 1970; the last to end
     * first.
     */
    List<Attempted> since(String system, Collection<String> connectors, long time, int limit);
}
