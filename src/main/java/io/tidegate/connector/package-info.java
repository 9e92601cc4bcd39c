/**
 * What an integrator wrote, checked and compiled. In: Camel YAML files with {@code outflow:} and
 * {@code inflow:} nodes, and Java with {@link io.tidegate.connector.ConnectorBuilder}s. Out:
 * immutable {@link io.tidegate.connector.Connector}s, or every mistake with its file, line and
 * column. Never sends, stores or runs anything, and never reads a secret: templates keep
 * references.
 */
@NullMarked
package io.tidegate.connector;

import org.jspecify.annotations.NullMarked;
