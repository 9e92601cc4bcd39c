package io.tidegate.oidc;

/** Nobody is vouched for; the message says why, and what comes next. */
public final class NotVouched extends RuntimeException {
    private final boolean begunHere;

    private NotVouched(String message, boolean begunHere) {
        super(oneLine(message), null, false, false);
        this.begunHere = begunHere;
    }

    /** It may quote the provider, and goes into the log. */
    private static String oneLine(String message) {
        return message.replaceAll("\\p{Cntrl}+", " ");
    }

    /** What somebody brought belongs to no sign-in that this browser began. */
    static NotVouched strange(String message) {
        return new NotVouched(message, false);
    }

    /** A sign-in that was begun here, or is to begin, cannot be completed. */
    static NotVouched because(String message) {
        return new NotVouched(message, true);
    }

    /** False: anybody may cause it, as often as they like. */
    public boolean begunHere() {
        return begunHere;
    }
}
