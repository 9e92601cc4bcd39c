package io.tidegate.api;

import java.util.List;

/** Who knows the connectors as they are now. */
@FunctionalInterface
public interface ConnectorDirectory {
    List<ConnectorView> connectors();
}
