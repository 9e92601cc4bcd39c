package io.tidegate.api;

/**
 * What a connector has that did not end.
 *
 * @param pending not tried yet, to be tried now, or behind another of its subject
 * @param waiting for a retry that is due later
 * @param oldest delivery's id; 0: there is none
 * @param createdAt ms since 1970, of the oldest
 */
public record Unfinished(long pending, long waiting, long oldest, long createdAt) {
    public static final Unfinished NONE = new Unfinished(0, 0, 0, 0);

    long all() {
        return pending + waiting;
    }
}
