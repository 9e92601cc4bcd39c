package io.tidegate.backfill;

/** The identity provider gave no accounts; the message is for the operator. */
public final class DirectoryFailed extends RuntimeException {
    private final boolean refused;

    /**
     * @param refused whether the same question gets the same answer: the cursor may be too old. Not
     *     for wrong credentials, which an operator mends
     */
    public DirectoryFailed(String message, boolean refused) {
        super(message, null, false, false);
        this.refused = refused;
    }

    boolean isRefused() {
        return refused;
    }
}
