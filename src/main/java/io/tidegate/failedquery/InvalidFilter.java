package io.tidegate.failedquery;

/** A filter's word has a value that it cannot have; the message says which are allowed. */
public final class InvalidFilter extends RuntimeException {
    private final String word;

    InvalidFilter(String word, String message) {
        super(message, null, false, false);
        this.word = word;
    }

    public String word() {
        return word;
    }
}
