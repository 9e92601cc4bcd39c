package io.tidegate.sync;

import java.util.Collection;
import java.util.List;

/** The journal's record of what was sent. */
interface SendLog {

    /**
     * Attempts of these connectors of a system that ended since, ms since 1970, and perhaps some
     * that ended before; those of the newest deliveries first.
     */
    List<Attempted> since(String system, Collection<String> connectors, long time, int limit);
}
