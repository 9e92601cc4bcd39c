package io.tidegate.route;

import io.tidegate.connector.Entry;
import org.jspecify.annotations.Nullable;

/**
 * Where third parties post to an inflow, be it a connector or one that was exported.
 *
 * @param system whose changes they tell of; null: it has no name
 */
public record Entrance(@Nullable String system, Entry entry) {}
