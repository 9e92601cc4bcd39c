package io.tidegate.identity;

import org.jspecify.annotations.Nullable;

/**
 * One value that an action changes.
 *
 * @param field as {@link Fields} names it: {@code FirstName}, {@code Email[primary].Value}
 * @param was null: empty before, or not known
 * @param now null: cleared, or a secret
 */
public record Change(String field, @Nullable Object was, @Nullable Object now) {
    static final String PASSWORD = "Password";

    /** A password's values are never told. */
    static Change password() {
        return new Change(PASSWORD, null, null);
    }
}
