package io.tidegate.mapping;

/**
 * A value that cannot go into an expression, or that no body can hold; thrown through the library.
 */
final class Unusable extends RuntimeException {
    Unusable(String message) {
        super(message, null, false, false);
    }
}
