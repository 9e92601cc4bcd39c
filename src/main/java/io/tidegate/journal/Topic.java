package io.tidegate.journal;

import java.util.Locale;

/** What each node keeps in memory, and reads anew when another one has changed it. */
public enum Topic {
    /** Who was switched on or off. */
    ACTIVATION,
    /** Connectors that the console made. */
    CONNECTORS,
    SECRETS,
    /** After hooks that are to run again. */
    HOOKS,
    /** Jobs over many failed queries, erasures and backfills. */
    JOBS;

    /** In the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
