package io.tidegate.mapping;

/** A source that could not give its value, and why. */
final class SourceFailed extends Exception {
    SourceFailed(String message) {
        super(message);
    }
}
