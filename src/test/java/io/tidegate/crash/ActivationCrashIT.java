package io.tidegate.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed between the record of a deactivation and what it does. */
class ActivationCrashIT {
    private static final String CONNECTOR =
            "- outflow:\n    id: crm\n    on: [Register]\n    to: http://127.0.0.1:9/closed\n";

    @TempDir Path folder;

    @Test
    void aDeactivationThatWasRecordedIsObeyedByTheNextStartAndItsDiscardIsMade() throws Exception {
        TidegateProcess.Start start = TidegateProcess.Start.in(folder);
        Files.createDirectories(start.routes());
        Files.writeString(start.routes().resolve("crm.camel.yaml"), CONNECTOR);
        Path marker = folder.resolve("hit");
        String fault = "-Dtidegate.fault=after-activation-commit:1:" + marker;
        try (TidegateProcess first = TidegateProcess.start(start.jvm(fault))) {
            assertThat(send(first, "a")).isEqualTo(202);
            await().until(() -> status(start).equals("waiting"));
            HttpRequest deactivate =
                    HttpRequest.newBuilder(first.url("/api/connectors/crm/deactivate"))
                            .header("Authorization", "Bearer " + TidegateProcess.ADMIN_TOKEN)
                            .POST(HttpRequest.BodyPublishers.ofString("{\"discard\":true}"))
                            .build();
            HttpClient.newHttpClient().sendAsync(deactivate, BodyHandlers.ofString());
            await().until(() -> Files.exists(marker));
            first.kill();
        }
        assertThat(status(start)).isEqualTo("waiting");
        assertThat(
                        rows(
                                start,
                                "SELECT who || ' ' || action || ' ' || target || ' ' || COALESCE(after_json, 'outcome unknown')"
                                        + " FROM audit"))
                .isEqualTo("admin connector.deactivate crm outcome unknown");

        try (TidegateProcess next = TidegateProcess.start(start)) {
            await().until(() -> status(start).equals("failed"));
            assertThat(send(next, "b")).isEqualTo(202);
            assertThat(rows(start, "SELECT count(*) FROM delivery")).isEqualTo("1");
            assertThat(rows(start, "SELECT count(*) FROM failed_query")).isEqualTo("1");
            await().until(
                            () ->
                                    rows(
                                                    start,
                                                    "SELECT active || ' ' || COALESCE(discard_to, 'done') FROM activation")
                                            .equals("0 done"));
        }
    }

    private static int send(TidegateProcess process, String id) throws Exception {
        String event =
                "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/test\",\"type\":\"Register\",\"data\":{}}";
        HttpRequest request =
                HttpRequest.newBuilder(process.url("/events"))
                        .header("Authorization", "Bearer " + TidegateProcess.PRODUCER_TOKEN)
                        .header("Content-Type", "application/cloudevents+json")
                        .POST(HttpRequest.BodyPublishers.ofString(event.formatted(id)))
                        .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode();
    }

    private static String status(TidegateProcess.Start start) {
        return rows(start, "SELECT status FROM delivery");
    }

    private static String rows(TidegateProcess.Start start, String sql) {
        return String.join(" ", SqlRows.of(start.database()).texts(sql));
    }
}
