package io.tidegate.event;

/** An event made a path's regular expression run without an end; it would do so again. */
public final class TooMuchWork extends RuntimeException {
    TooMuchWork(String why) {
        super(why, null, false, false);
    }
}
