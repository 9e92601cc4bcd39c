package io.tidegate.oidc;

/** Nobody is vouched for; the message says why, and what comes next. */
public final class NotVouched extends RuntimeException {
    private final Kind kind;

    private enum Kind {
        STRANGE,
        REFUSED,
        OUTAGE
    }

    private NotVouched(String message, Kind kind) {
        super(oneLine(message), null, false, false);
        this.kind = kind;
    }

    /** It may quote the provider, and goes into the log. */
    private static String oneLine(String message) {
        return message.replaceAll("\\p{Cntrl}+", " ");
    }

    /** What somebody brought belongs to no sign-in that this browser began. */
    static NotVouched strange(String message) {
        return new NotVouched(message, Kind.STRANGE);
    }

    /** A sign-in that was begun here, or is to begin, cannot be completed. */
    static NotVouched because(String message) {
        return new NotVouched(message, Kind.REFUSED);
    }

    /** The provider gives no answer, or none that can be used, whoever comes. */
    static NotVouched outage(String message) {
        return new NotVouched(message, Kind.OUTAGE);
    }

    /** False: anybody may cause it, as often as they like. */
    public boolean begunHere() {
        return kind != Kind.STRANGE;
    }

    /** True: nobody gets further, and {@link Outage} has told the log. */
    public boolean isOutage() {
        return kind == Kind.OUTAGE;
    }
}
