package io.tidegate.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A contender that is ready.
 *
 * @param startMillis from its first process being made to the health of all of them
 */
record Running(
        List<Child> children,
        List<Integer> ports,
        List<Contender.Beside> beside,
        double startMillis)
        implements AutoCloseable {
    /** Long: a machine that is not quiet says so in its figures. */
    private static final Duration START = Duration.ofMinutes(4);

    /**
     * Starts it on free ports, and waits until it is ready.
     *
     * @param target the receiver's port
     * @param told is given the command of its first process before that is started
     */
    static Running start(
            Contender contender, int target, Path folder, Consumer<Contender.Start> told)
            throws IOException, InterruptedException {
        String turn = folder.getFileName().toString();
        List<Integer> ports = freePorts(contender.processes());
        Contender.Launched launched =
                contender.launch().at(new Contender.Place(turn, ports, target, folder));
        told.accept(launched.starts().get(0));
        long began = System.nanoTime();
        List<Child> children = new ArrayList<>();
        try {
            for (Contender.Start start : launched.starts()) {
                Path log = folder.resolve(children.isEmpty() ? "log" : "log-" + children.size());
                children.add(Child.logging(contender.name(), start, log));
            }
            for (int at = 0; at < children.size(); at++) {
                awaitReady(children.get(at), ports.get(at));
            }
            double millis = (System.nanoTime() - began) / 1e6;
            return new Running(children, ports, launched.beside(), millis);
        } catch (IOException | InterruptedException e) {
            new Running(children, ports, launched.beside(), 0).close();
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

    /** All different: each is held until the last one is known. */
    private static List<Integer> freePorts(int many) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            while (held.size() < many) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    /** Its only process, or the first of several. */
    Child child() {
        return children.get(0);
    }

    int port() {
        return ports.get(0);
    }

    /** Of all its processes together. */
    Usage usage() throws IOException {
        Usage all = Usage.NONE;
        for (Child child : children) {
            all = all.plus(child.usage());
        }
        return all;
    }

    /** What Java compiled so far, of all its processes, in microseconds. */
    long compilingMicros() throws IOException {
        long all = 0;
        for (Child child : children) {
            all += child.compilingMicros();
        }
        return all;
    }

    /** Of what runs beside it, in microseconds. */
    long cpuMicrosBeside() throws IOException {
        long all = 0;
        for (Contender.Beside one : beside) {
            all += one.cpuMicros();
        }
        return all;
    }

    void mustLive() throws IOException {
        for (Child child : children) {
            if (!child.isAlive()) {
                throw child.failed("ended in the middle of its turn");
            }
        }
    }

    @Override
    public void close() throws IOException {
        children.forEach(Child::close);
        for (Contender.Beside one : beside) {
            one.close();
        }
    }
}
