package io.tidegate.sync;

/** What becomes of a change to an account that others have changed too. */
public enum Conflict {
    /** It is written. */
    OVERWRITE,
    /** It is written if it was made later than the account's last change. */
    LAST_WRITE,
    /** Fields that are empty on the account are written, others are not. */
    FILL_EMPTY
}
