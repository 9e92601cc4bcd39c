package io.tidegate.failedquery;

/** A job cannot be begun or cancelled as things are now; the message says why. */
public final class JobRefused extends RuntimeException {
    JobRefused(String message) {
        super(message, null, false, false);
    }
}
