package io.tidegate.api;

import java.util.List;

/** Who knows the connectors as they are now. */
@FunctionalInterface
public interface ConnectorDirectory {
    /** For an API without a server: nobody knows which connectors there are, or what they hold. */
    ConnectorDirectory UNKNOWN = List::of;

    List<ConnectorView> connectors();
}
