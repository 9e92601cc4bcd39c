package io.tidegate.connector;

/** Text whose references cannot be read; the message is for its author. */
final class InvalidTemplate extends Exception {
    InvalidTemplate(String message) {
        super(message);
    }
}
