package io.tidegate.inflow;

import java.util.Locale;

/** Why a post was refused, as it is counted. */
public enum Reason {
    /** No active inflow connector has that id. */
    UNKNOWN,
    /** Its file is broken. */
    BROKEN,
    TOO_LARGE,
    TOO_SLOW,
    /** It does not show that it comes from the third party. */
    UNVERIFIED,
    /** Rightly signed, at another time. */
    OUT_OF_TIME,
    /** The secret to judge it by is not set. */
    NO_SECRET,
    MEDIA_TYPE,
    /** Not the JSON, form or XML that it claims to be. */
    UNREADABLE,
    SCHEMA,
    /** Its items, id or subject are not to be had. */
    CONTENT,
    /** The commit queue was full, or the journal away. */
    NOT_STORED;

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
