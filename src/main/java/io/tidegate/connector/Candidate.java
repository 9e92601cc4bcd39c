package io.tidegate.connector;

import java.util.Optional;

/**
 * Something that may hold routes and is not read yet: a YAML file, a Java file, a packaged class.
 */
interface Candidate {
    SourceFile file();

    /**
     * Builds nothing in the context; empty if there is nothing in it.
     *
     * @throws InvalidConnector with every mistake
     */
    Optional<RouteFile> read() throws Exception;

    /** The connectors that can be told although it could not be read. */
    NamedConnectors named();
}
