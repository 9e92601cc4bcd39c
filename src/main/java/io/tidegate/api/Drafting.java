package io.tidegate.api;

import io.tidegate.authoring.Authoring;
import io.tidegate.authoring.DraftText;
import io.tidegate.event.Event;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whom the API asks about the texts of connectors.
 *
 * @param files the connectors that are not the console's, by their ids
 * @param problems why a connector of the console does not run as it is saved, by its id
 */
public record Drafting(
        Authoring authoring,
        Function<String, Optional<ConnectorFile>> files,
        Function<String, Optional<String>> problems,
        Trying trying) {

    /** All that the API can do with them. */
    public static Resource[] resources(Drafting drafting) {
        return new Resource[] {new ConfigurationResource(drafting)};
    }

    /** Tries drafts that have no faults. */
    public interface Trying {
        /**
         * What {@code DryRun} of the document describes; with {@code send} its request is sent,
         * once, and {@code response} is there too.
         *
         * @throws io.tidegate.rehearsal.NotTried if it does not come to an end
         * @throws InterruptedException if the server stops meanwhile
         */
        Map<String, @Nullable Object> run(DraftText draft, Event event, boolean send)
                throws InterruptedException;
    }
}
