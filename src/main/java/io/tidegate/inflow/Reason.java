package io.tidegate.inflow;

import io.tidegate.intake.Problem;
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
    /** Too much was posted at once, or the journal was full or away. */
    NOT_STORED;

    /** Why a body was not read to its end. */
    static Reason ofBody(Problem problem) {
        return switch (problem.status()) {
            case 413 -> TOO_LARGE;
            case 408 -> TOO_SLOW;
            default -> NOT_STORED;
        };
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
