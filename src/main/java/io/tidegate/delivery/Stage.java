package io.tidegate.delivery;

import java.util.Locale;

/** The step of a connector that a delivery is at; a failed query names it. */
public enum Stage {
    RULE,
    BEFORE,
    MAPPING,
    REQUEST,
    AFTER;

    /** As API, SQL and log write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
