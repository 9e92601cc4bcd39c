package io.tidegate.access;

/**
 * A person's browser that is signed in; times in ms since 1970.
 *
 * @param id to name it by: gives no access
 * @param by {@code password} or {@code oidc}
 */
public record Session(
        String id,
        String person,
        String by,
        long startedAt,
        long lastSeenAt,
        long expiresAt,
        Visit visit) {}
