package io.tidegate.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.tidegate.crash.TidegateProcess.Start;
import io.tidegate.trace.Collector;
import io.tidegate.trace.Collector.Received;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Killed between its acceptance and its delivery, an event goes on in the trace it came in. */
@Tag("crash")
class TraceCrashIT {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir private Path folder;
    private final List<String> parents = new CopyOnWriteArrayList<>();
    private volatile int status = 503;
    private HttpServer third;
    private Collector collector;

    @BeforeEach
    void open() throws Exception {
        collector = new Collector();
        third = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 9);
        third.createContext(
                "/",
                exchange -> {
                    parents.add(exchange.getRequestHeaders().getFirst("traceparent"));
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        third.start();
        Files.writeString(
                Files.createDirectories(folder.resolve("routes")).resolve("crm.camel.yaml"),
                """
                - outflow:
                    id: crm
                    on: [Register]
                    retry: { attempts: 100, delay: 1s }
                    to: http://127.0.0.1:%d/
                """
                        .formatted(third.getAddress().getPort()));
    }

    @AfterEach
    void close() {
        third.stop(0);
        collector.close();
    }

    private Start start() {
        Map<String, String> settings = new HashMap<>(collector.variables());
        return Start.in(folder).with(settings);
    }

    private static void post(TidegateProcess process) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(process.url("/events"))
                        .header("Authorization", "Bearer " + TidegateProcess.PRODUCER_TOKEN)
                        .header("Content-Type", "application/cloudevents+json")
                        .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"specversion\":\"1.0\",\"id\":\"e1\",\"source\":\"/t\",\"type\":\"Register\",\"data\":{}}"))
                        .build();
        assertThat(
                        HttpClient.newHttpClient()
                                .send(request, HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                .isEqualTo(202);
    }

    @Test
    void theChainHoldsOverAKill() throws Exception {
        Received accept;
        try (TidegateProcess process = TidegateProcess.start(start())) {
            post(process);
            await().atMost(LONG).until(() -> !parents.isEmpty());
            accept = collector.await("accept");
            process.kill();
        }
        status = 200;
        parents.clear();

        try (TidegateProcess process = TidegateProcess.start(start())) {
            await().atMost(LONG).until(() -> !parents.isEmpty());
            await().atMost(LONG).until(() -> deliveredBy(process));
        }

        Received attempt =
                collector.spans().stream()
                        .filter(one -> one.name().equals("POST") && !one.isError())
                        .findFirst()
                        .orElseThrow();
        Received deliver =
                collector.spans().stream()
                        .filter(one -> one.id().equals(attempt.parent()))
                        .findFirst()
                        .orElseThrow();
        assertThat(accept.parent()).isEqualTo("00f067aa0ba902b7");
        assertThat(deliver.name()).isEqualTo("deliver crm");
        assertThat(deliver.parent()).isEqualTo(accept.id());
        assertThat(List.of(accept, deliver, attempt)).allMatch(one -> one.traceId().equals(TRACE));
        assertThat(parents).containsExactly("00-" + TRACE + "-" + attempt.id() + "-01");
    }

    private boolean deliveredBy(TidegateProcess process) {
        return process.log().contains("delivered delivery=")
                && process.log().contains("trace-id=" + TRACE)
                && collector.spans().stream()
                        .anyMatch(
                                one ->
                                        "delivered"
                                                .equals(one.attributes().get("tidegate.outcome")));
    }
}
