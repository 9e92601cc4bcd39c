package io.tidegate.failedquery;

/** What became of a wish to replay or discard. */
public sealed interface Resolved {

    record Done(FailedQuery query) implements Resolved {}

    record NotFound() implements Resolved {}

    /**
     * @param why in words; nothing was changed
     */
    record Refused(Reason reason, String why) implements Resolved {}

    /** CONFLICT: its state forbids it. INVALID: what was asked cannot be done to it. */
    enum Reason {
        CONFLICT,
        INVALID
    }
}
