package io.tidegate.access;

import org.jspecify.annotations.Nullable;

/**
 * Somebody at the door.
 *
 * @param cookie of a session that the browser brings; null: none
 */
public record Arrival(Visit visit, @Nullable String cookie) {}
