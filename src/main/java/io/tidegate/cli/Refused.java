package io.tidegate.cli;

/** The API said no. */
final class Refused extends RuntimeException {
    private final int status;

    /**
     * @param status HTTP status; 0 if nothing answered
     */
    Refused(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int exitStatus() {
        return status == 400 || status == 405 || status == 422 ? Cli.WRONG_USE : Cli.NO;
    }
}
