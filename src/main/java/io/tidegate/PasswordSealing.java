package io.tidegate;

import io.tidegate.event.Sealing;
import io.tidegate.security.Seal;
import org.jspecify.annotations.Nullable;

/** Seals passwords of inflows with the master key. */
record PasswordSealing(Seal seal) implements Sealing {
    private static final String PURPOSE = "inflow-password";

    @Override
    public String seal(String text) {
        return BEGIN + seal.seal(PURPOSE, text) + END;
    }

    @Override
    public @Nullable String open(String sealed) {
        return seal.open(PURPOSE, sealed.substring(BEGIN.length(), sealed.length() - END.length()));
    }
}
