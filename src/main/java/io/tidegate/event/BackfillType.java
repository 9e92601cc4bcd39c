package io.tidegate.event;

import org.jspecify.annotations.Nullable;

/**
 * The type of events that a backfill makes of accounts: {@code backfill.<connector>}, for that
 * connector alone, whatever it and others listen to.
 */
public final class BackfillType {
    public static final String PREFIX = "backfill.";

    private BackfillType() {}

    public static String of(String connector) {
        return PREFIX + connector;
    }

    /** The one connector that gets events of this type; null if it is no backfill's. */
    public static @Nullable String connector(String type) {
        return type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : null;
    }
}
