package io.tidegate.connector;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file as it was last read.
 *
 * @param reads the files that it names, as they were then
 * @param good its last version without mistakes; null if there was none, or nothing in it
 * @param shared what that makes for any route
 */
record CurrentFile(
        Candidate candidate,
        FoundFile found,
        List<Mistake> warnings,
        Map<Path, Stamp> reads,
        @Nullable RouteFile good,
        @Nullable SharedParts shared) {

    List<Connector> connectors() {
        return good == null ? List.of() : good.connectors();
    }
}
