package io.tidegate.connector;

/** A connector holds what the YAML that was asked for cannot say; the message says what. */
public final class Unwritable extends RuntimeException {
    public Unwritable(String message) {
        super(message);
    }
}
