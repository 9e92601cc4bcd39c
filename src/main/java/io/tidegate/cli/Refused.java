package io.tidegate.cli;

/** A command ends with its message and its exit status. */
public final class Refused extends RuntimeException {
    private final int exitStatus;

    private Refused(int exitStatus, String message) {
        super(message, null, false, false);
        this.exitStatus = exitStatus;
    }

    /** The answer is no: exit status 1. */
    public static Refused no(String message) {
        return new Refused(Cli.NO, message);
    }

    /** It was used wrongly: exit status 2. */
    public static Refused wrongUse(String message) {
        return new Refused(Cli.WRONG_USE, message);
    }

    static Refused of(int httpStatus, String message) {
        boolean wrongUse = httpStatus == 400 || httpStatus == 405 || httpStatus == 422;
        return wrongUse ? wrongUse(message) : no(message);
    }

    int exitStatus() {
        return exitStatus;
    }
}
