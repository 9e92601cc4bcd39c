package io.tidegate.mapping;

/** Text that is no target, and why. */
final class InvalidTarget extends Exception {
    InvalidTarget(String message) {
        super(message);
    }
}
