package io.tidegate.inflow;

/** Whether a post comes from whom it must come from. */
enum Verdict {
    RIGHT,
    WRONG,
    /** Signed by the right one, but too long ago or too far ahead: somebody may send it again. */
    OUT_OF_TIME
}
