package io.tidegate.security;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Named credentials; asked at each send, so that a new one counts at once. */
@FunctionalInterface
public interface Secrets {

    /**
     * The text of the secret {@code name}, such as {@code crm-token}; null if there is none of that
     * name.
     */
    @Nullable String secret(String name);

    /**
     * All texts it had lately, to be taken out of what is stored: a request that was built before a
     * change may still be answered.
     */
    default List<String> lately(String name) {
        String text = secret(name);
        return text == null ? List.of() : List.of(text);
    }

    /** Why {@link #secret} has none, and what to do. */
    default String whyMissing(String name) {
        return "the secret "
                + name
                + " is not set: set it by tidegate secret set "
                + name
                + ", or in the environment as "
                + EnvironmentSecrets.variable(name);
    }
}
