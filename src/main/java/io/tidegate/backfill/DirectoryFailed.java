package io.tidegate.backfill;

/** The identity provider gave no accounts; the message is for the operator. */
public final class DirectoryFailed extends RuntimeException {
    private final boolean refused;
    private final long after;

    /**
     * @param refused whether the same question gets the same answer: a cursor may be too old
     * @param after ms to wait before it is asked again, at least
     */
    DirectoryFailed(String message, boolean refused, long after) {
        super(message, null, false, false);
        this.refused = refused;
        this.after = after;
    }

    boolean isRefused() {
        return refused;
    }

    long after() {
        return after;
    }
}
