package io.tidegate.access;

import org.jspecify.annotations.Nullable;

/**
 * A program's access; times in ms since 1970.
 *
 * @param expiresAt null: never
 * @param lastUsedAt to the minute; null: never yet
 */
public record ApiToken(
        long id,
        String name,
        Role role,
        long createdAt,
        String createdBy,
        @Nullable Long expiresAt,
        @Nullable Long lastUsedAt) {}
