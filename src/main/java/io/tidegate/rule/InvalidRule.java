package io.tidegate.rule;

/** A rule that cannot be compiled; the message says what is wrong and where in the expression. */
public final class InvalidRule extends Exception {
    InvalidRule(String message) {
        super(message);
    }
}
