package io.tidegate.authoring;

import org.jspecify.annotations.Nullable;

/**
 * One thing in a draft that its author has to change.
 *
 * @param line of its YAML, from 1; 0: it is in another file, which the message names
 * @param column from 1; 0 likewise
 * @param pointer RFC 6901, into the connector's configuration; null: it is in another file
 */
public record Fault(int line, int column, @Nullable String pointer, String message) {}
