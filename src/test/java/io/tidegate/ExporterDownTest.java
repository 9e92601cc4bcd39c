package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tidegate.trace.Collector;
import io.tidegate.trace.Tracing;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Whoever receives traces may be away, refuse, or never answer: nothing waits for it. */
class ExporterDownTest {
    private static final int EVENTS = 3_000;

    @TempDir private Path folder;
    private final Logger logger = (Logger) LoggerFactory.getLogger(Tracing.class.getPackageName());
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Level before = logger.getLevel();
    private ThirdParty third;

    @BeforeEach
    void listen() throws Exception {
        logger.setLevel(Level.INFO);
        lines.start();
        logger.addAppender(lines);
        third = new ThirdParty();
    }

    @AfterEach
    void stop() throws Exception {
        logger.detachAppender(lines);
        logger.setLevel(before);
        third.close();
    }

    private RunningServer server(Map<String, String> settings) throws Exception {
        String yaml =
                """
                - outflow:
                    id: crm
                    on: [Register]
                    to: http://127.0.0.1:%d/crm
                """
                        .formatted(third.port());
        return new RunningServer(folder, yaml, settings);
    }

    private void deliver(RunningServer server, String id, int count) throws Exception {
        int expected = third.requests.size() + count;
        for (int from = 0; from < count; from += 1_000) {
            String batch =
                    IntStream.range(from, Math.min(count, from + 1_000))
                            .mapToObj(i -> RunningServer.event(id + "-" + i, "Register", "{}"))
                            .collect(Collectors.joining(",", "[", "]"));
            assertThat(
                            server.post(
                                            "Content-Type: application/cloudevents-batch+json\r\n",
                                            batch)
                                    .status())
                    .isEqualTo(202);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> third.requests.size() == expected);
    }

    private List<String> said() {
        return List.copyOf(lines.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void aRefusalIsSaidOnceAndSoIsItsEnd() throws Exception {
        try (Collector collector = new Collector();
                RunningServer server = server(collector.variables())) {
            collector.answer(400);
            deliver(server, "a", 1);
            await().until(() -> collector.requests() >= 1);
            int seen = collector.requests();
            deliver(server, "b", 1);
            await().until(() -> collector.requests() > seen);
            collector.answer(200);
            deliver(server, "c", 1);

            await().untilAsserted(() -> assertThat(said()).contains("spans are exported again"));
            assertThat(said())
                    .filteredOn(line -> line.startsWith("spans cannot be exported"))
                    .singleElement()
                    .asString()
                    .startsWith("spans cannot be exported and are dropped, deliveries go on: ");
        }
    }

    @Test
    void nothingIsListeningAndAllIsDelivered() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        try (RunningServer server =
                server(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + free))) {
            deliver(server, "a", EVENTS);
            assertThat(server.rows("SELECT count(*) FROM delivery WHERE status = 'delivered'"))
                    .containsExactly(Integer.toString(EVENTS));
        }
    }

    @Test
    void oneThatNeverAnswersHoldsUpNeitherDeliveriesNorTheStop() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            RunningServer server =
                    server(
                            Map.of(
                                    "OTEL_EXPORTER_OTLP_ENDPOINT",
                                    "http://127.0.0.1:" + silent.getLocalPort(),
                                    "OTEL_BSP_SCHEDULE_DELAY",
                                    "50"));
            deliver(server, "a", EVENTS);

            long from = System.nanoTime();
            server.close();
            assertThat(Duration.ofNanos(System.nanoTime() - from))
                    .isLessThan(Duration.ofSeconds(8));
        }
    }
}
