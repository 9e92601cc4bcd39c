package io.tidegate.security;

/** A change of secrets that is not made; its message says why, and what to do. */
public final class SecretRefused extends RuntimeException {
    private final Why why;

    public enum Why {
        /** The name or the text is none that a secret may have. */
        INVALID,
        /** There is no such secret. */
        NOT_THERE,
        /** Not as things stand. */
        CONFLICT
    }

    SecretRefused(Why why, String message) {
        super(message, null, false, false);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
