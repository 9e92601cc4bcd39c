package io.tidegate;

import static io.tidegate.RunningServer.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.AnsweringServer.Answer;
import io.tidegate.event.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running server's overview, statistics and ways tell of its connectors. */
class OverviewServerTest {
    private static final String ROUTES =
            """
            - outflow:
                id: crm
                on: [a.b]
                rules: [ "$[?(@.data.n > 0)]", "$[?(@.data.n > 1)]" ]
                before:
                  - script: check.js
                  - script: check.js
                mapping:
                  number: $.data.n
                to: { uri: "URL/x", method: PUT }
            - route:
                id: plain
                from:
                  uri: "trigger:plain?on=c.d"
                  steps: [ { log: "hello" } ]
            """;

    @TempDir private Path folder;

    @Test
    void eachStepCountsWhatStoppedThere() throws Exception {
        Files.createDirectories(folder.resolve("routes"));
        Files.writeString(
                folder.resolve("routes/check.js"),
                """
                function before(event) {
                    event.data.times = (event.data.times || 0) + 1;
                    if (event.data.n === 3 && event.data.times === 2) throw new Error('three');
                    return event;
                }
                """);
        try (AnsweringServer party = new AnsweringServer()) {
            String url = party.url("crm", List.of(Answer.of(200, "{}")));
            String yaml = ROUTES.replace("URL", url);
            try (RunningServer server = new RunningServer(folder, yaml, Map.of())) {
                for (int n = 0; n <= 4; n++) {
                    // 0 and 1 are skipped, 2 is delivered, 3 fails before, 4 fails at the request
                    server.post(event("e" + n, "a.b", "{\"n\":" + n + "}"));
                    int ended = n + 1;
                    await().until(() -> sum(stats(server)) == ended);
                }
                server.post(event("plain", "c.d", "{}"));
                await().until(() -> json(server, "/api/overview").toString().contains("held=0"));

                assertThat(stats(server).get("steps").toString())
                        .isEqualTo(
                                "{rule-1={in=5, out=4, failed=0}, rule-2={in=4, out=3, failed=0},"
                                        + " before-1={in=3, out=3, failed=0}, before-2={in=3, out=2, failed=1},"
                                        + " mapping={in=2, out=2, failed=0}, request={in=2, out=1, failed=1}}");
                assertThat(json(server, "/api/overview").toString())
                        .contains("connector crm has 2 open failed queries")
                        .contains("failedQueries={open=2}");
                assertThat(way(server, "crm"))
                        .containsExactly(
                                "trigger a.b",
                                "rule-1 $[?(@.data.n > 0)]",
                                "rule-2 $[?(@.data.n > 1)]",
                                "before-1 check.js",
                                "before-2 check.js",
                                "mapping number",
                                "request PUT " + url + "/x");
                assertThat(way(server, "plain"))
                        .containsExactly("trigger c.d", "request the steps of a plain Camel route");
                assertThat(server.get("/api/connectors/nobody/way").status()).isEqualTo(404);
            }
        }
    }

    private static List<String> way(RunningServer server, String id) throws Exception {
        return ((List<?>) json(server, "/api/connectors/" + id + "/way").get("stages"))
                .stream()
                        .map(Map.class::cast)
                        .map(stage -> stage.get("step") + " " + stage.get("text"))
                        .toList();
    }

    private static Map<?, ?> stats(RunningServer server) throws Exception {
        return json(server, "/api/connectors/crm/stats");
    }

    private static int sum(Map<?, ?> stats) {
        Map<?, ?> hour = (Map<?, ?>) stats.get("hour");
        return ((Number) hour.get("delivered")).intValue()
                + ((Number) hour.get("skipped")).intValue()
                + ((Number) hour.get("failed")).intValue();
    }

    private static Map<?, ?> json(RunningServer server, String path) throws Exception {
        var answer = server.get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return (Map<?, ?>) Json.parse(answer.body().getBytes(StandardCharsets.UTF_8));
    }
}
