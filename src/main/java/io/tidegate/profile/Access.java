package io.tidegate.profile;

/** Who writes a field. */
public enum Access {
    /** Whoever creates or updates an account. */
    WRITE,
    /** An action of its own, such as the assigning of roles. */
    ACTION,
    /** The identity provider alone; a connector may find accounts by it. */
    READ
}
