package io.tidegate.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** A contender that is ready. */
record Running(Child child, int port, double startMillis) implements AutoCloseable {
    /** Long: a machine that is not quiet says so in its figures. */
    private static final Duration START = Duration.ofMinutes(4);

    /**
     * Starts it on a free port, and waits until it is ready.
     *
     * @param target the receiver's port
     * @param told is given the command before it is started
     */
    static Running start(
            Contender contender, int target, Path folder, Consumer<Contender.Start> told)
            throws IOException, InterruptedException {
        int port = freePort();
        Contender.Start start = contender.launch().start(port, target, folder);
        told.accept(start);
        long began = System.nanoTime();
        Child child = Child.logging(contender.name(), start, folder.resolve("log"));
        try {
            awaitReady(child, port);
            return new Running(child, port, (System.nanoTime() - began) / 1e6);
        } catch (IOException | InterruptedException e) {
            child.close();
            throw e;
        }
    }

    private static void awaitReady(Child child, int port) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (!Http.isUp(port, Work.HEALTH)) {
            if (!child.isAlive()) {
                throw child.failed("ended before it was ready");
            }
            if (System.nanoTime() > deadline) {
                throw child.failed(
                        "did not answer GET "
                                + Work.HEALTH
                                + " with 200 within "
                                + START.toSeconds()
                                + " s");
            }
            Thread.sleep(50);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        child.close();
    }
}
