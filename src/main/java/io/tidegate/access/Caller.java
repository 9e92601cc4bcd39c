package io.tidegate.access;

import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param name as it is written down: {@code admin} for the token of the settings, {@code
 *     token:NAME}, {@code cli:USER}, or the name of a person
 * @param session by which a person asks; null: by a token
 */
public record Caller(String name, Role role, @Nullable Session session) {

    /** Somebody who has a token, or a command on this machine. */
    public Caller(String name, Role role) {
        this(name, role, null);
    }
}
