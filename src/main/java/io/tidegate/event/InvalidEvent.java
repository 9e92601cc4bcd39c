package io.tidegate.event;

import org.jspecify.annotations.Nullable;

/** What was sent is not an event that Tidegate takes. Nothing of it was stored. */
public final class InvalidEvent extends Exception {
    /** Why: not an event at all, well-formed but refused, or too large. */
    public enum Kind {
        NOT_AN_EVENT,
        REFUSED,
        TOO_LARGE
    }

    private final Kind kind;
    private final String pointer;
    private final String detail;

    InvalidEvent(Kind kind, String pointer, String detail) {
        this(kind, pointer, detail, null);
    }

    private InvalidEvent(Kind kind, String pointer, String detail, @Nullable Throwable cause) {
        super(pointer.isEmpty() ? detail : pointer + ": " + detail, cause);
        this.kind = kind;
        this.pointer = pointer;
        this.detail = detail;
    }

    static InvalidEvent of(InvalidJson e, String prefix) {
        return new InvalidEvent(
                Kind.NOT_AN_EVENT, prefix + e.pointer(), String.valueOf(e.getMessage()), e);
    }

    /** Binary mode: an attribute stands in two headers. */
    public static InvalidEvent duplicateHeader(String header) {
        return new InvalidEvent(Kind.NOT_AN_EVENT, "", "the header " + header + " stands twice");
    }

    /** Well-formed, but not to be taken here. */
    public static InvalidEvent refused(String pointer, String detail) {
        return new InvalidEvent(Kind.REFUSED, pointer, detail);
    }

    InvalidEvent at(String prefix) {
        return new InvalidEvent(kind, prefix + pointer, detail, this);
    }

    public Kind kind() {
        return kind;
    }

    /** RFC 6901 pointer into what was sent; in binary mode the attribute's name behind a slash. */
    public String pointer() {
        return pointer;
    }

    public String detail() {
        return detail;
    }
}
