package io.tidegate.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A process that the bench started and will end, also when the bench itself is interrupted. */
final class Child implements AutoCloseable {
    private static final int LAST_LINES = 20;
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    private final String name;
    private final Process process;
    private final Path log;
    private final BufferedReader out;
    private final PrintStream in;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.out = process.inputReader();
        this.in = new PrintStream(process.getOutputStream(), true);
    }

    /**
     * Starts a process that talks over its standard input and output; what it complains of goes to
     * the log.
     */
    static Child talking(String name, List<String> command, Path log) throws IOException {
        return start(name, new ProcessBuilder(command).redirectError(log.toFile()), log);
    }

    /** Starts a process that writes both streams to the log. */
    static Child logging(String name, Contender.Start start, Path log) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(start.command())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.directory(log.getParent().toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("TIDEGATE_"));
        builder.environment().putAll(start.environment());
        return start(name, builder, log);
    }

    private static Child start(String name, ProcessBuilder builder, Path log) throws IOException {
        Process process = builder.start();
        RUNNING.add(process);
        process.onExit().thenAccept(RUNNING::remove);
        return new Child(name, process, log);
    }

    /** Ends whatever still runs; nothing of it is left when this returns. */
    static void killAll() {
        RUNNING.forEach(Process::destroyForcibly);
        RUNNING.forEach(process -> process.onExit().join());
    }

    Usage usage() throws IOException {
        return Usage.of(process.pid());
    }

    long compilingMicros() throws IOException {
        return Usage.compilingMicros(process.pid());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void say(String line) {
        in.println(line);
    }

    Figures hear() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw failed("ended");
        }
        return Figures.parse(line);
    }

    /** What went wrong with this process, and the end of its log, which mostly says why. */
    IOException failed(String what) throws IOException {
        List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        String end =
                String.join(
                        "\n  ",
                        lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        return new IOException(
                name + " " + what + "; the bench ends here. The end of its log:\n  " + end);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                System.out.println(
                        "  " + name + " did not end within 15 s of SIGTERM and was killed");
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
