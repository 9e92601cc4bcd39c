package io.tidegate.destination;

import org.jspecify.annotations.Nullable;

/**
 * What a person should know of a third party.
 *
 * @param rateLimit what it allows, such as {@code 100/10s}
 * @param idempotency how it recognises a repeat: a header's name, {@code key} or {@code none}
 */
public record Facts(@Nullable String rateLimit, @Nullable String idempotency) {}
