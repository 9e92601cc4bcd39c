package io.tidegate.connector;

/**
 * Any Camel endpoint: an attempt is one exchange sent to it.
 *
 * @param uri as Camel takes it, its own placeholders unresolved
 */
public record EndpointTarget(String uri, Mark mark) implements Target {}
