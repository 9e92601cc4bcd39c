package io.tidegate.mapping;

/** Text that is not JSONata as a mapping takes it, and why. */
final class InvalidExpression extends Exception {
    InvalidExpression(String message) {
        super(message);
    }
}
