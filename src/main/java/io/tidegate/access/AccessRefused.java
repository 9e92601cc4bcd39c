package io.tidegate.access;

/** Nothing was changed; the message says why. */
public final class AccessRefused extends RuntimeException {
    private final Why why;
    private final long retryAfterSeconds;

    /** What kind of reason it is. */
    public enum Why {
        /** What was given is not allowed. */
        INVALID,
        NOT_THERE,
        /** It would be allowed if something else were not so. */
        CONFLICT,
        /** A name, password or link that is not right. */
        WRONG,
        /** Too often, or too much at once. */
        TOO_MANY
    }

    AccessRefused(Why why, String message) {
        this(why, message, 0);
    }

    private AccessRefused(Why why, String message, long retryAfterSeconds) {
        super(message, null, false, false);
        this.why = why;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    static AccessRefused tooMany(String message, long retryAfterSeconds) {
        return new AccessRefused(Why.TOO_MANY, message, retryAfterSeconds);
    }

    public Why why() {
        return why;
    }

    /** Of {@link Why#TOO_MANY}. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
