package io.tidegate.access;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who may sign in; times in ms since 1970.
 *
 * @param active false: neither a session nor a password is good for anything
 * @param lastSignInAt null: never yet
 */
public record Person(
        String name,
        Role role,
        SignIn signIn,
        boolean active,
        long createdAt,
        String createdBy,
        @Nullable Long lastSignInAt) {

    /** By what somebody signs in. */
    public enum SignIn {
        PASSWORD,
        OIDC,
        /** By nothing yet: the link to choose a password was not used. */
        INVITED
    }

    /** Whether somebody could sign in now and give others their roles back. */
    boolean isAdministrator() {
        return active && role == Role.ADMIN && signIn != SignIn.INVITED;
    }
}
