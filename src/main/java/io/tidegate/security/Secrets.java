package io.tidegate.security;

import org.jspecify.annotations.Nullable;

/** Named credentials; asked at each send, so that a new one counts at once. */
@FunctionalInterface
public interface Secrets {

    /**
     * The text of the secret {@code name}, such as {@code crm-token}; null if there is none of that
     * name.
     */
    @Nullable String secret(String name);
}
