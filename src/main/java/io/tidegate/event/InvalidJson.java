package io.tidegate.event;

/** Bytes that are not JSON as Tidegate takes it; says where in the document and why. */
public final class InvalidJson extends Exception {
    private final String pointer;

    InvalidJson(String pointer, String detail) {
        super(detail);
        this.pointer = pointer;
    }

    /** RFC 6901 pointer to the value that is wrong; empty for the whole document. */
    public String pointer() {
        return pointer;
    }
}
