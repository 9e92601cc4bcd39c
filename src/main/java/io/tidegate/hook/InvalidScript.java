package io.tidegate.hook;

/** A script that cannot become a hook; the message says where and why. */
public final class InvalidScript extends Exception {
    private final int line;
    private final int column;

    InvalidScript(String script, int line, int column, String detail) {
        super(
                script
                        + (line == 0 ? "" : ":" + line + (column == 0 ? "" : ":" + column))
                        + ": "
                        + detail);
        this.line = line;
        this.column = column;
    }

    /** Counts from 1; 0 when the whole script is meant. */
    public int line() {
        return line;
    }

    /** Counts from 1; 0 when unknown. */
    public int column() {
        return column;
    }
}
