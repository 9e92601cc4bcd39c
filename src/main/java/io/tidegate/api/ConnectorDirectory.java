package io.tidegate.api;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who knows the connectors as they are now. */
@FunctionalInterface
public interface ConnectorDirectory {
    /** For an API without a server: nobody knows which connectors there are, or what they hold. */
    ConnectorDirectory UNKNOWN = List::of;

    List<ConnectorView> connectors();

    /**
     * Where in the configuration that runs today a delivery of this connector failed.
     *
     * @param stage as failed queries have it
     */
    default Optional<Fault> fault(String connector, String stage, @Nullable String error) {
        return Optional.empty();
    }

    /**
     * @param step the Camel step's id
     * @param line counts from 1
     */
    record Fault(String step, String file, int line) {}
}
