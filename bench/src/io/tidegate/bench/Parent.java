package io.tidegate.bench;

import java.io.IOException;

/**
 * Ends this process when the one that started it is gone, however that ended: its end of our
 * standard input closes.
 */
final class Parent {
    private Parent() {}

    static void endWithIt() {
        Thread watch = new Thread(Parent::waitForEnd, "parent");
        watch.setDaemon(true);
        watch.start();
    }

    private static void waitForEnd() {
        try {
            while (System.in.read() >= 0) {}
        } catch (IOException e) {
            // A broken pipe says the same as its end.
        }
        System.exit(0);
    }
}
