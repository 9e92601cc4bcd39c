package io.tidegate.security;

import org.jspecify.annotations.Nullable;

/**
 * A secret as it is shown: everything but its text.
 *
 * @param variable of the environment that has it, and wins over the store; null if none has
 * @param setAt ms since 1970 at which the store's was set; null if the store has none
 * @param setBy who set that one
 * @param error why the store's cannot be read, and what to do; null if it can
 */
public record SecretEntry(
        String name,
        @Nullable String variable,
        @Nullable Long setAt,
        @Nullable String setBy,
        @Nullable String error) {}
