package io.tidegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Receiver and load generator, up for the whole bench; contenders take turns between them. */
final class Rig implements AutoCloseable {
    private static final int CLOSED = 0;

    /**
     * What a contender still has to do when the last event has left, such as recording it, is part
     * of its CPU.
     */
    static final Duration SETTLE = Duration.ofMillis(500);

    private final Settings settings;
    private final Child receiver;
    private final Child load;
    private final Receipts receipts;
    private final Set<String> shown = new HashSet<>();
    private int turns;

    private record Shape(int connections, int seconds, long rate) {}

    Rig(Settings settings) throws IOException {
        this.settings = settings;
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Folders.leaveNothing(settings.folder())));
        receiver = talking(Receiver.class, "-Xmx128m");
        load = talking(Load.class, "-Xmx128m");
        receipts = new Receipts((int) receiver.hear().get("port"));
    }

    /** A program of the bench's own, which ends with the bench at the latest. */
    Child talking(Class<?> main, String heap) throws IOException {
        return talking(main, heap, List.of());
    }

    Child talking(Class<?> main, String heap, List<String> arguments) throws IOException {
        String name = main.getSimpleName();
        List<String> command = Java.ours(main, List.of(heap, "-XX:+UseSerialGC"), arguments);
        return Child.talking(name, command, settings.folder().resolve(name + ".log"));
    }

    /** As fast as it goes, a request whenever a connection is free. */
    Result closed(Contender contender) throws IOException, InterruptedException {
        return turn(contender, settings.connections(), settings.timing().closed(), CLOSED);
    }

    /** The same with a contender that is up. */
    Result closed(Running running) throws IOException, InterruptedException {
        warmUp(running);
        return measure(
                running, new Shape(settings.connections(), settings.timing().closed(), CLOSED));
    }

    /** A fixed number of events a second. */
    Result open(Contender contender, long rate) throws IOException, InterruptedException {
        return turn(contender, 2 * settings.connections(), settings.timing().open(), rate);
    }

    private Result turn(Contender contender, int connections, int seconds, long rate)
            throws IOException, InterruptedException {
        return turn(
                contender,
                (running, folder) -> {
                    warmUp(running);
                    return measure(running, new Shape(connections, seconds, rate));
                });
    }

    /** With the contender up and nothing sent: whatever is asked of it. */
    <T> T turn(Contender contender, Question<T> question)
            throws IOException, InterruptedException {
        Path folder =
                Files.createDirectories(
                        settings.folder().resolve(++turns + "-" + contender.name()));
        try (Running running = start(contender, folder)) {
            if (contender.processes() > 1) {
                Nodes.awaitShared(running);
            }
            return question.ask(running, folder);
        } finally {
            Folders.delete(folder);
        }
    }

    interface Question<T> {
        T ask(Running running, Path folder) throws IOException, InterruptedException;
    }

    private Running start(Contender contender, Path folder)
            throws IOException, InterruptedException {
        boolean isFirst = shown.add(contender.name());
        return Running.start(
                contender,
                receipts.port(),
                folder,
                start -> {
                    if (isFirst) {
                        System.out.println("  $ " + start.shown());
                    }
                });
    }

    private void warmUp(Running running) throws IOException, InterruptedException {
        WarmUp warmUp = new WarmUp(running, settings.timing());
        do {
            receipts.reset();
            Figures sent =
                    send(running, new Shape(settings.connections(), warmUp.slice(), CLOSED));
            if (sent.get("accepted") == 0) {
                throw running.child()
                        .failed("accepted nothing while warming up: " + sent.values());
            }
            receipts.of(sent.get("accepted"));
        } while (!warmUp.isOver());
    }

    private Result measure(Running running, Shape shape) throws IOException, InterruptedException {
        receipts.reset();
        Usage before = running.usage();
        long aroundBefore = around(running);
        Figures sent = send(running, shape);
        Figures got = receipts.of(sent.get("accepted"));
        running.mustLive();
        Thread.sleep(SETTLE.toMillis());
        Usage after = running.usage();
        double unique = Math.max(1, got.get("unique"));
        return new Result(
                unique / Math.max(1, got.get("nanos")) * 1e9,
                sent.get("p50") / 1e3,
                sent.get("p99") / 1e3,
                (after.cpuMicros() - before.cpuMicros()) / unique,
                (around(running) - aroundBefore) / unique,
                after.peakMiB(),
                running.startMillis(),
                new Result.Losses(
                        sent.get("refused"),
                        sent.get("failed"),
                        Math.max(0, sent.get("accepted") - got.get("unique")),
                        got.get("posts") - got.get("unique")));
    }

    /** CPU of all that a contender does not do itself, in microseconds. */
    long around(Running running) throws IOException {
        return load.usage().cpuMicros()
                + receiver.usage().cpuMicros()
                + running.cpuMicrosBeside();
    }

    Receipts receipts() {
        return receipts;
    }

    private Figures send(Running running, Shape shape) throws IOException {
        String ports =
                running.ports().stream().map(String::valueOf).collect(Collectors.joining(","));
        load.say(
                ports
                        + " "
                        + Contenders.TOKEN
                        + " "
                        + shape.connections()
                        + " "
                        + shape.seconds()
                        + " "
                        + shape.rate());
        return load.hear();
    }

    @Override
    public void close() {
        load.close();
        receiver.close();
    }
}
