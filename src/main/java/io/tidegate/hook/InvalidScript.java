package io.tidegate.hook;

public final class InvalidScript extends Exception {
    private final int l, c;

    InvalidScript(String m, int l, int c) {
        super(m);
        this.l = l;
        this.c = c;
    }

    public int line() {
        return l;
    }

    public int column() {
        return c;
    }
}
