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
     * @param found told what was read, and the mistakes of what is right in part
     * @throws InvalidConnector with every mistake, if nothing of it can be used
     */
    Optional<RouteFile> read(Findings found) throws Exception;

    /** The connectors that can be told whether or not it could be read. */
    NamedConnectors named();
}
