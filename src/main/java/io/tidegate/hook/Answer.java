package io.tidegate.hook;

/**
 * How one run in a sandbox ended.
 *
 * @param text JSON for LOADED, RESULT and THREW, otherwise what the engine said, with its stack
 */
record Answer(Kind kind, String text) {
    enum Kind {
        LOADED,
        RESULT,
        PROMISE,
        THREW,
        TOO_BIG,
        TIMED_OUT,
        OUT_OF_MEMORY,
        TOO_DEEP,
        CRASHED
    }
}
