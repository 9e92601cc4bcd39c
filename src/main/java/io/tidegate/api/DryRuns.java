package io.tidegate.api;

import io.tidegate.event.Event;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tries running connectors on events, with nothing sent. */
@FunctionalInterface
public interface DryRuns {
    /** For an API without a server: no connector runs. */
    DryRuns NONE = (connector, event) -> Optional.empty();

    /**
     * What {@code DryRun} of the document describes; empty if no such connector runs.
     *
     * @throws io.tidegate.rehearsal.NotTried if it does not come to an end
     * @throws InterruptedException if the server stops meanwhile
     */
    Optional<Map<String, @Nullable Object>> of(String connector, Event event)
            throws InterruptedException;
}
