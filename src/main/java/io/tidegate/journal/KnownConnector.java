package io.tidegate.journal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the journal remembers of a connector, so that its events are kept while its file is broken.
 *
 * @param kind outflow, inflow, or trigger (a plain Camel route)
 * @param triggers its {@code on}, as written
 * @param heldWhenInactive whether its events are kept for it while it is inactive
 * @param file its file's name in the routes folder; null if that is not known
 */
public record KnownConnector(
        String id,
        String kind,
        List<String> triggers,
        boolean ordered,
        boolean heldWhenInactive,
        @Nullable String file) {
    public static final String OUTFLOW = "outflow";
    public static final String TRIGGER = "trigger";

    public KnownConnector {
        triggers = List.copyOf(triggers);
    }
}
