package io.tidegate.backfill;

import io.tidegate.identity.ActionFailed;
import io.tidegate.identity.IdentityProvider;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** As if the settings named what is supplied; null: they name none. */
public record FakeIdentity(Supplier<@Nullable IdentityProvider> supplied) implements Identity {
    @Override
    public @Nullable String problem() {
        return supplied.get() == null ? "TIDEGATE_IDENTITY_KEY is not set" : null;
    }

    @Override
    public IdentityProvider provider() throws ActionFailed {
        IdentityProvider provider = supplied.get();
        if (provider == null) {
            throw ActionFailed.repeat("there is none");
        }
        return provider;
    }
}
