package io.tidegate.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.crash.Receiver.Answer;
import io.tidegate.event.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -Dtidegate.crash.waiting} says how many; 100,000 is what is promised. */
@Tag("crash")
class ManyWaitingIT {
    private static final int MANY = Integer.getInteger("tidegate.crash.waiting", 2_000);
    private static final boolean IS_FULL = MANY >= 100_000;
    private static final int BATCH = 1_000;
    private static final Duration START_UP = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void manyWaitingRetriesCostNoMemoryAndHarmNobody(@TempDir Path folder) throws Exception {
        var start = TidegateProcess.Start.in(folder).jvm("-Xmx1g");
        try (Receiver receiver = new Receiver()) {
            receiver.script("down", nth -> new Answer(503, 0));
            Traffic.write(
                    start.routes(),
                    Map.of(
                            "many.camel.yaml",
                            Traffic.outflow(
                                            "down",
                                            "com.many.down",
                                            receiver.url("down"),
                                            "retry: { attempts: 5, delay: 30m }")
                                    + Traffic.outflow(
                                            "well", "com.many.well", receiver.url("well"), "")));
            SqlRows rows = SqlRows.of(start.database());
            try (TidegateProcess process = TidegateProcess.start(start)) {
                for (int from = 0; from < MANY; from += BATCH) {
                    post(process, "com.many.down", "d-" + from + "-", BATCH);
                }
                awaitWaiting(rows);
                otherConnectorDelivers(process, receiver, "first");
                report("waiting", process, Duration.ZERO);
            }
            try (TidegateProcess process = TidegateProcess.start(start)) {
                Duration startUp = process.age();
                otherConnectorDelivers(process, receiver, "second");
                report("restarted", process, startUp);
                assertThat(rows.count("delivery WHERE status = 'waiting'")).isEqualTo(MANY);
                if (IS_FULL) {
                    assertThat(startUp).as("start-up").isLessThan(START_UP);
                }
            }
        }
        table.print("many");
    }

    private final Table table = new Table("with " + MANY + " waiting", "start-up ms", "peak MiB");

    private void report(String when, TidegateProcess process, Duration startUp) throws IOException {
        table.row(when, startUp.isZero() ? "-" : startUp.toMillis(), peakMiB(process.pid()));
    }

    /** Of the whole process; -1 where there is no /proc. */
    private static long peakMiB(long pid) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.exists(status)) {
            return -1;
        }
        String peak =
                Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .findFirst()
                        .orElse("-1");
        return Long.parseLong(peak.replaceAll("[^0-9-]", "")) / 1_024;
    }

    private static void awaitWaiting(SqlRows rows) {
        await("all to wait for their retry")
                .atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> rows.count("delivery WHERE status = 'waiting'") == MANY);
    }

    private void otherConnectorDelivers(TidegateProcess process, Receiver receiver, String name)
            throws Exception {
        int before = arrivals(receiver);
        post(process, "com.many.well", name + "-", 100);
        await("the other connector to deliver")
                .atMost(Duration.ofSeconds(10))
                .until(() -> arrivals(receiver) == before + 100);
    }

    private static int arrivals(Receiver receiver) {
        return (int) receiver.arrivals().stream().filter(a -> a.connector().equals("well")).count();
    }

    private void post(TidegateProcess process, String type, String prefix, int count)
            throws Exception {
        List<Map<String, Object>> batch = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            batch.add(
                    new LinkedHashMap<>(
                            new Producer.Sent(prefix + n, type, prefix + n, false).json()));
        }
        HttpRequest request =
                HttpRequest.newBuilder(process.url("/events"))
                        .header("Authorization", "Bearer " + TidegateProcess.PRODUCER_TOKEN)
                        .header("Content-Type", "application/cloudevents-batch+json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(batch)))
                        .build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(202);
    }
}
