package io.tidegate.profile;

/** A value that nothing can be made of; its message is what is allowed instead. */
final class NotUsable extends Exception {
    NotUsable(String allowed) {
        super(allowed, null, false, false);
    }

    String allowed() {
        return String.valueOf(getMessage());
    }
}
