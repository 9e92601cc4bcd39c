package io.tidegate.backfill;

import io.tidegate.identity.ActionFailed;
import io.tidegate.identity.IdentityProvider;
import org.jspecify.annotations.Nullable;

/** The identity provider, as it is configured now. */
public interface Identity {

    /** Why there is none, such as a setting that is missing; null: there is one. */
    @Nullable String problem();

    /**
     * @throws ActionFailed if there is none at the moment
     */
    IdentityProvider provider() throws ActionFailed;
}
