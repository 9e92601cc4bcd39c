package io.tidegate.inflow;

import org.jspecify.annotations.Nullable;

/**
 * What a post says.
 *
 * @param json as plain Java
 * @param bytes the same as JSON text: as it was sent, if it was sent as JSON
 */
record PostContent(@Nullable Object json, byte[] bytes) {}
