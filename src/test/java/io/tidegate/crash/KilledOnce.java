package io.tidegate.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** One data folder and a process on it that is killed at one place; the next one goes on. */
final class KilledOnce {
    static final Duration LONG = Duration.ofSeconds(60);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final TidegateProcess.Start start;

    KilledOnce(TidegateProcess.Start start, String routes) throws IOException {
        this.start = start;
        Files.createDirectories(start.routes());
        Files.writeString(start.routes().resolve("routes.camel.yaml"), routes);
    }

    /** What happens to the process that is to die. */
    @FunctionalInterface
    interface Life {
        void live(TidegateProcess process) throws Exception;
    }

    /**
     * @param place such as {@code after-send:1}; the kill is there and after this life
     */
    void killedAt(String place, Life life) throws Exception {
        Path marker = start.folder().resolve("hit");
        String fault = "-Dtidegate.fault=" + place + ":" + marker;
        try (TidegateProcess first = TidegateProcess.start(start.jvm(fault))) {
            life.live(first);
            await(place).atMost(LONG).until(() -> Files.exists(marker));
            first.kill();
        }
    }

    TidegateProcess next() {
        return TidegateProcess.start(start);
    }

    static void post(TidegateProcess process, String events) {
        HttpResponse<String> answer =
                send(
                        HttpRequest.newBuilder(process.url("/events"))
                                .header("Authorization", "Bearer " + TidegateProcess.PRODUCER_TOKEN)
                                .header("Content-Type", "application/cloudevents-batch+json")
                                .POST(HttpRequest.BodyPublishers.ofString(events)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    static String get(TidegateProcess process, String path) {
        HttpResponse<String> answer =
                send(
                        HttpRequest.newBuilder(process.url(path))
                                .header("Authorization", "Bearer " + TidegateProcess.ADMIN_TOKEN));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(
                    request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** First column of each row, in one line. */
    String rows(String sql) {
        return String.join(" ", SqlRows.of(start.database()).texts(sql));
    }

    /** Statuses of all deliveries, each as {@code delivered 5}. */
    String statuses() {
        return rows(
                "SELECT status || ' ' || count(*) FROM delivery GROUP BY status ORDER BY status");
    }
}
