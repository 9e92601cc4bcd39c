package io.tidegate.delivery;

/** How many may be on their way: fewer while attempts only time out. */
final class Window {
    private int most;
    private int size;
    private int timeouts;

    Window(int most) {
        open(most);
    }

    void open(int concurrency) {
        most = concurrency;
        size = concurrency;
    }

    int size() {
        return size;
    }

    /**
     * Halves after as many time-outs in a row as it is wide; any other end doubles it up to its
     * size.
     */
    void ended(boolean timedOut) {
        if (!timedOut) {
            timeouts = 0;
            size = Math.min(most, size * 2);
        } else if (++timeouts >= size) {
            timeouts = 0;
            size = Math.max(1, size / 2);
        }
    }
}
