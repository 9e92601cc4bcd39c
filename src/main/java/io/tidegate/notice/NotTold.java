package io.tidegate.notice;

/** A notice was not taken, and is told again later; the message says why. */
public final class NotTold extends Exception {
    public NotTold(String why) {
        super(why);
    }
}
