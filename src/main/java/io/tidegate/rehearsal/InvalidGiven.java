package io.tidegate.rehearsal;

/** What a test gives is no event; the message says why. */
final class InvalidGiven extends Exception {
    InvalidGiven(String message) {
        super(message);
    }
}
