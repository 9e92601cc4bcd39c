package io.tidegate.connector;

/** A file that is no schema of posts; the message goes on after its name. */
final class InvalidSchema extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidSchema(String message) {
        super(message);
    }
}
