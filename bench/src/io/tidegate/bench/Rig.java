package io.tidegate.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Receiver and load generator, up for the whole bench; contenders take turns between them. */
final class Rig implements AutoCloseable {
    private static final int CLOSED = 0;
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration DRAIN = Duration.ofSeconds(180);
    private static final Duration STALLED = Duration.ofSeconds(15);

    private final Settings settings;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Child receiver;
    private final Child load;
    private final int target;
    private int turns;

    Rig(Settings settings) throws IOException {
        this.settings = settings;
        Runtime.getRuntime().addShutdownHook(new Thread(this::leaveNothing));
        receiver = talking(Receiver.class, "-Xmx128m");
        load = talking(Load.class, "-Xmx128m");
        target = (int) receiver.hear().get("port");
    }

    private Child talking(Class<?> main, String heap) throws IOException {
        String name = main.getSimpleName();
        List<String> command = Java.ours(main, List.of(heap, "-XX:+UseSerialGC"), List.of());
        return Child.talking(name, command, settings.folder().resolve(name + ".log"));
    }

    /** As fast as it goes, a request whenever a connection is free. */
    Result closed(Contender contender) throws IOException, InterruptedException {
        return turn(contender, settings.connections(), settings.timing().closed(), CLOSED);
    }

    /** A fixed number of events a second. */
    Result open(Contender contender, long rate) throws IOException, InterruptedException {
        return turn(contender, 2 * settings.connections(), settings.timing().open(), rate);
    }

    private Result turn(Contender contender, int connections, int seconds, long rate)
            throws IOException, InterruptedException {
        Path folder = Files.createDirectories(settings.folder().resolve(++turns + "-" + contender.name()));
        int port = freePort();
        Contender.Start start = contender.launch().start(port, target, folder);
        try (Child child = Child.logging(contender.name(), start, folder.resolve("log"))) {
            awaitReady(child, port);
            warmUp(child, port);
            return measure(child, port, new Shape(connections, seconds, rate));
        } finally {
            delete(folder);
        }
    }

    private record Shape(int connections, int seconds, long rate) {}

    private void warmUp(Child child, int port) throws IOException, InterruptedException {
        receiver("/reset");
        Figures sent = send(port, new Shape(settings.connections(), settings.timing().warmUp(), CLOSED));
        if (sent.get("accepted") == 0) {
            throw new IOException("accepted nothing while warming up: " + sent + child.lastWords());
        }
        drain(sent.get("accepted"));
    }

    private Result measure(Child child, int port, Shape shape) throws IOException, InterruptedException {
        receiver("/reset");
        Usage before = child.usage();
        Usage loadBefore = load.usage();
        Usage receiverBefore = receiver.usage();
        Figures sent = send(port, shape);
        Figures got = drain(sent.get("accepted"));
        if (!child.isAlive()) {
            throw new IOException("ended in the middle of its turn" + child.lastWords());
        }
        Usage after = child.usage();
        double unique = Math.max(1, got.get("unique"));
        long around =
                load.usage().cpuMicros() - loadBefore.cpuMicros()
                        + receiver.usage().cpuMicros() - receiverBefore.cpuMicros();
        return new Result(
                unique / Math.max(1, got.get("nanos")) * 1e9,
                sent.get("p50") / 1e3,
                sent.get("p99") / 1e3,
                (after.cpuMicros() - before.cpuMicros()) / unique,
                around / unique,
                after.peakMiB(),
                new Result.Losses(
                        sent.get("refused"),
                        sent.get("failed"),
                        Math.max(0, sent.get("accepted") - got.get("unique")),
                        got.get("posts") - got.get("unique")));
    }

    private Figures send(int port, Shape shape) throws IOException {
        load.say(port + " " + Contenders.TOKEN + " " + shape.connections() + " " + shape.seconds() + " " + shape.rate());
        return load.hear();
    }

    /** Waits until the receiver has all that was accepted, or until nothing more comes. */
    private Figures drain(long accepted) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + DRAIN.toNanos();
        long stalled = System.nanoTime() + STALLED.toNanos();
        Figures count = Figures.parse(receiver("/count"));
        while (count.get("unique") < accepted && System.nanoTime() < Math.min(deadline, stalled)) {
            Thread.sleep(50);
            Figures next = Figures.parse(receiver("/count"));
            if (next.get("posts") > count.get("posts")) {
                stalled = System.nanoTime() + STALLED.toNanos();
            }
            count = next;
        }
        return count;
    }

    private void awaitReady(Child child, int port) throws IOException, InterruptedException {
        URI health = URI.create("http://127.0.0.1:" + port + Work.HEALTH);
        long deadline = System.nanoTime() + START.toNanos();
        while (!isReady(health)) {
            if (!child.isAlive()) {
                throw new IOException("ended before it was ready" + child.lastWords());
            }
            if (System.nanoTime() > deadline) {
                throw new IOException(health + " was not 200 within " + START.toSeconds() + " s" + child.lastWords());
            }
            Thread.sleep(50);
        }
    }

    private boolean isReady(URI health) throws InterruptedException {
        try {
            return get(health).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private String receiver(String path) throws IOException, InterruptedException {
        return get(URI.create("http://127.0.0.1:" + target + path)).body();
    }

    private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Also after Ctrl-C: no process and no folder of ours stays behind. */
    private void leaveNothing() {
        Child.killAll();
        try {
            delete(settings.folder());
        } catch (IOException e) {
            System.err.println("could not remove " + settings.folder() + ": " + e.getMessage());
        }
    }

    @Override
    public void close() {
        load.close();
        receiver.close();
    }
}
