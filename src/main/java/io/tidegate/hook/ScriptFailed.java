package io.tidegate.hook;

/**
 * A script's call without a usable answer. The same call would fail again: it is final for its
 * delivery.
 */
public final class ScriptFailed extends Exception {
    /** Why there is no answer. */
    public enum Reason {
        THREW,
        TIMED_OUT,
        OUT_OF_MEMORY,
        BAD_RESULT
    }

    private final Reason reason;
    private final String script;
    private final int line;

    ScriptFailed(Reason reason, String script, int line, String message) {
        super(message);
        this.reason = reason;
        this.script = script;
        this.line = line;
    }

    public Reason reason() {
        return reason;
    }

    /** The script's name, as it was compiled. */
    public String script() {
        return script;
    }

    /** Counts from 1; 0 when unknown. */
    public int line() {
        return line;
    }
}
