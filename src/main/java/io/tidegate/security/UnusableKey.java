package io.tidegate.security;

/** A master key that cannot be read, written or used; the message says which, and what to do. */
public final class UnusableKey extends IllegalStateException {
    UnusableKey(String message) {
        super(message);
    }
}
