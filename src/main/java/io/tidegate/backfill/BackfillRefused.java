package io.tidegate.backfill;

/** A backfill cannot be begun or ended; the message says why. */
public final class BackfillRefused extends RuntimeException {
    private final Why why;

    /** UNKNOWN: there is no such thing; STATE: not as things are now; NEVER: not of this kind. */
    public enum Why {
        UNKNOWN,
        STATE,
        NEVER
    }

    BackfillRefused(Why why, String message) {
        super(message, null, false, false);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
