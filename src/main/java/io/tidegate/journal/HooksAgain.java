package io.tidegate.journal;

/** What became of a wish to run a delivery's after hooks again. */
public sealed interface HooksAgain {

    /** They are due; the recorded answer is what they will read. */
    record Due(String connector) implements HooksAgain {}

    record NotFound() implements HooksAgain {}

    /**
     * @param why in words; nothing was changed
     */
    record Refused(String why) implements HooksAgain {}
}
