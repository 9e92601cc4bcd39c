package io.tidegate.event;

/**
 * Text that is not a JSONPath as Tidegate takes it; the message says what is wrong and at which
 * character.
 */
public final class InvalidPath extends Exception {
    InvalidPath(String detail) {
        super(detail);
    }

    static InvalidPath at(int index, String expression, String detail) {
        return new InvalidPath(detail + ", at character " + (index + 1) + " of " + expression);
    }
}
