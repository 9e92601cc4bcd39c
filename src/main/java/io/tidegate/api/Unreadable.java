package io.tidegate.api;

/** The journal could not be read. */
final class Unreadable extends RuntimeException {
    Unreadable(Exception cause) {
        super("the journal cannot be read: " + cause.getMessage(), cause);
    }
}
