package io.tidegate.rehearsal;

/** What is given is no event; the message says why. */
public final class InvalidGiven extends Exception {
    InvalidGiven(String message) {
        super(message);
    }
}
