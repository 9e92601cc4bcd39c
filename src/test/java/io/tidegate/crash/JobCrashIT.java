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

/** A process that is killed in the middle of a job over many failed queries. */
class JobCrashIT {
    private static final int FAILED = 8;
    private static final String CONNECTOR =
            "- outflow:\n    id: crm\n    on: [Register]\n    mapping: { name: { from: $.data.Name, required: true } }\n"
                    + "    to: http://127.0.0.1:9/closed\n";

    @TempDir Path folder;

    @Test
    void theNextStartGoesOnWithItAndEachFailedQueryIsReplayedOnce() throws Exception {
        TidegateProcess.Start start = TidegateProcess.Start.in(folder);
        Files.createDirectories(start.routes());
        Files.writeString(start.routes().resolve("crm.camel.yaml"), CONNECTOR);
        Path marker = folder.resolve("hit");
        String fault = "-Dtidegate.fault=after-job-commit:3:" + marker;
        try (TidegateProcess first = TidegateProcess.start(start.jvm(fault))) {
            for (int i = 0; i < FAILED; i++) {
                String event =
                        "{\"specversion\":\"1.0\",\"id\":\"e%d\",\"source\":\"/test\",\"type\":\"Register\",\"data\":{}}";
                send(first, "/events", TidegateProcess.PRODUCER_TOKEN, event.formatted(i));
            }
            await().until(() -> count(start, "failed_query").equals("" + FAILED));
            send(
                    first,
                    "/api/failed-queries/bulk",
                    TidegateProcess.ADMIN_TOKEN,
                    "{\"filter\":{},\"do\":\"replay\"}");
            await().until(() -> Files.exists(marker));
            first.kill();
        }
        assertThat(job(start)).isEqualTo("running 3 0");

        try (TidegateProcess next = TidegateProcess.start(start)) {
            await().until(() -> job(start).equals("done " + FAILED + " 0"));
            String open = "failed_query WHERE state = 'open'";
            await().until(() -> count(start, open).equals("" + FAILED));
            assertThat(count(start, "failed_query WHERE state = 'replayed'"))
                    .isEqualTo("" + FAILED);
            assertThat(count(start, "failed_query")).isEqualTo("" + 2 * FAILED);
        }
    }

    private static void send(TidegateProcess process, String path, String token, String json)
            throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(process.url(path))
                        .header("Authorization", "Bearer " + token)
                        .header(
                                "Content-Type",
                                path.equals("/events")
                                        ? "application/cloudevents+json"
                                        : "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build();
        assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode())
                .isEqualTo(202);
    }

    private static String job(TidegateProcess.Start start) {
        return rows(start, "SELECT state || ' ' || done || ' ' || refused FROM failed_query_job");
    }

    private static String count(TidegateProcess.Start start, String from) {
        return rows(start, "SELECT count(*) FROM " + from);
    }

    private static String rows(TidegateProcess.Start start, String sql) {
        return String.join(" ", SqlRows.of(start.database()).texts(sql));
    }
}
