package io.tidegate.crash;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A Tidegate in a JVM of its own, on a free port, which a test may kill. */
final class TidegateProcess implements AutoCloseable {
    static final String PRODUCER_TOKEN = "crash-test-producer";
    static final String ADMIN_TOKEN = "crash-test-administrator";

    private static final Pattern OPEN = Pattern.compile(" open host=\\S+ port=(\\d+)");
    private static final Duration START = Duration.ofSeconds(90);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final Path log;
    private final long startedNanos = System.nanoTime();
    private int port;

    /** What a process is started with. */
    record Start(Path folder, Map<String, String> environment, List<String> jvm) {
        static Start in(Path folder) {
            return new Start(folder, Map.of(), List.of());
        }

        Start with(Map<String, String> more) {
            return new Start(folder, more, jvm);
        }

        Start jvm(String... options) {
            return new Start(folder, environment, List.of(options));
        }

        Path data() {
            return folder.resolve("data");
        }

        Path routes() {
            return folder.resolve("routes");
        }

        Path database() {
            return data().resolve("tidegate.db");
        }
    }

    private TidegateProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Returns when its health is 200. */
    static TidegateProcess start(Start start) {
        TidegateProcess launched = launch(start);
        try {
            launched.awaitHealth();
            return launched;
        } catch (RuntimeException e) {
            launched.kill();
            throw new IllegalStateException(e.getMessage() + "\n" + launched.logTail(), e);
        }
    }

    /** Returns at once. */
    static TidegateProcess launch(Start start) {
        try {
            Path log = Files.createTempFile(start.folder(), "run-", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(command(start))
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("TIDEGATE_"));
            builder.environment()
                    .putAll(
                            Map.of(
                                    "TIDEGATE_PORT",
                                    "0",
                                    "TIDEGATE_DATA_DIR",
                                    start.data().toString(),
                                    "TIDEGATE_ROUTES_DIR",
                                    start.routes().toString(),
                                    "TIDEGATE_PRODUCER_TOKEN",
                                    PRODUCER_TOKEN,
                                    "TIDEGATE_ADMIN_TOKEN",
                                    ADMIN_TOKEN,
                                    "TIDEGATE_ALLOW_PRIVATE_TARGETS",
                                    "true"));
            builder.environment().putAll(start.environment());
            return new TidegateProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Start start) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // A short life: quick to start matters more than quick later.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx384m"));
        command.addAll(List.of("-XX:-UsePerfData", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(start.jvm());
        if (!SharedClasses.isMadeBy(start)) {
            command.addAll(SharedClasses.options());
        }
        command.addAll(List.of("-cp", classPath(), "io.tidegate.Tidegate", "run"));
        return command;
    }

    static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void awaitHealth() {
        await("the process to be healthy")
                .atMost(START)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> {
                            if (!process.isAlive()) {
                                throw new IllegalStateException(
                                        "Tidegate ended with "
                                                + process.exitValue()
                                                + " instead of starting:\n"
                                                + logTail());
                            }
                            return isOpen() && isHealthy();
                        });
    }

    /** Whether it takes events. */
    boolean isOpen() {
        if (port == 0) {
            Matcher open = OPEN.matcher(log());
            port = open.find() ? Integer.parseInt(open.group(1)) : 0;
        }
        return port != 0;
    }

    private boolean isHealthy() throws InterruptedException {
        try {
            return health().statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    HttpResponse<String> health() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(url("/observe/health"))
                        .timeout(Duration.ofSeconds(10))
                        .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Since the process was made until now. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    /** SIGKILL: nothing of it runs any more when this returns. */
    void kill() {
        process.toHandle().destroyForcibly();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** SIGSTOP: it stands still, and does not know it. */
    void pause() {
        signal("STOP");
    }

    /** SIGCONT. */
    void goOn() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int status =
                    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                            .inheritIO()
                            .start()
                            .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill -" + name + " ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** SIGTERM; returns how long it took to end. */
    Duration stop(Duration atMost) {
        long from = System.nanoTime();
        process.toHandle().destroy();
        await("the process to end after SIGTERM")
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !process.isAlive());
        return Duration.ofNanos(System.nanoTime() - from);
    }

    String log() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String logTail() {
        String all = log();
        return all.substring(Math.max(0, all.length() - 4_000));
    }

    @Override
    public void close() {
        kill();
    }
}
