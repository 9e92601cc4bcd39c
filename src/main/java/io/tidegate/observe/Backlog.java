package io.tidegate.observe;

/**
 * How much of what was accepted is unfinished.
 *
 * @param pending not tried yet, or to be tried now
 * @param waiting for a retry that is due later
 * @param oldestDueAt ms since 1970, of what may be sent now; 0 if nothing is due
 * @param oldestCreatedAt ms since 1970, of what is unfinished; 0 if nothing is
 */
public record Backlog(long pending, long waiting, long oldestDueAt, long oldestCreatedAt) {
    public static final Backlog NONE = new Backlog(0, 0, 0, 0);
}
