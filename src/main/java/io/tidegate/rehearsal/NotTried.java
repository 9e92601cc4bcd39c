package io.tidegate.rehearsal;

/** A connector could not be tried to the end; the message says why. */
public final class NotTried extends RuntimeException {
    public NotTried(String message) {
        super(message, null, false, false);
    }
}
