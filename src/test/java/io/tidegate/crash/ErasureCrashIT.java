package io.tidegate.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed in the middle of an erasure. */
class ErasureCrashIT {
    private static final int EVENTS = 120;

    @TempDir Path folder;

    @Test
    void theNextStartGoesOnWithItAndAVacuumedFileHoldsNothingOfTheSubject() throws Exception {
        TidegateProcess.Start start = TidegateProcess.Start.in(folder);
        Files.createDirectories(start.routes());
        Path marker = folder.resolve("hit");
        String fault = "-Dtidegate.fault=after-erasure-commit:2:" + marker;
        try (TidegateProcess first = TidegateProcess.start(start.jvm(fault))) {
            String events =
                    IntStream.range(0, EVENTS)
                            .mapToObj(
                                    i ->
                                            "{\"specversion\":\"1.0\",\"id\":\"e%d\",\"source\":\"/test\",\"type\":\"a.b\",\"subject\":\"ann@planted.example\",\"data\":{\"name\":\"Planted 7731\"}}"
                                                    .formatted(i))
                            .collect(Collectors.joining(",", "[", "]"));
            send(
                    first,
                    "/events",
                    TidegateProcess.PRODUCER_TOKEN,
                    "application/cloudevents-batch+json",
                    events);
            send(
                    first,
                    "/api/erasures",
                    TidegateProcess.ADMIN_TOKEN,
                    "application/json",
                    "{\"subject\":\"ann@planted.example\"}");
            await().until(() -> Files.exists(marker));
            first.kill();
        }
        assertThat(rows(start, "SELECT state || ' ' || events FROM erasure"))
                .isEqualTo("running 100");

        try (TidegateProcess next = TidegateProcess.start(start)) {
            await().until(
                            () ->
                                    rows(start, "SELECT state || ' ' || events FROM erasure")
                                            .equals("done " + EVENTS));
            assertThat(
                            rows(
                                    start,
                                    "SELECT count(*) FROM event WHERE erased_at IS NOT NULL AND data IS NULL"))
                    .isEqualTo("" + EVENTS);
            assertThat(next.url("/").getPort()).isPositive();
        }
        Path vacuumed = folder.resolve("vacuumed.db");
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + start.database());
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM INTO '" + vacuumed + "'");
        }
        String file = Files.readString(vacuumed, StandardCharsets.ISO_8859_1);
        assertThat(file.contains("Planted 7731") || file.contains("ann@planted.example")).isFalse();
    }

    private static void send(
            TidegateProcess process, String path, String token, String type, String json)
            throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(process.url(path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build();
        assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode())
                .isEqualTo(202);
    }

    private static String rows(TidegateProcess.Start start, String sql) {
        return String.join(" ", SqlRows.of(start.database()).texts(sql));
    }
}
