package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an event may do to the threads that all connectors share: nothing. */
class HostileEventTest {
    private static final String ROUTES =
            """
            - outflow:
                id: matcher
                on: com.acme.*
                rules: ["$..[?(@.text =~ /(a+a+)+c/)]"]
                to: http://127.0.0.1:1/
            - outflow:
                id: deep
                on: com.acme.*
                rules: ["$.data[?(@.long =~ /(a|b)*/)]"]
                to: http://127.0.0.1:1/
            """;

    @TempDir private Path folder;

    /** Each of these held its thread until the process ended, and again after each start. */
    @Test
    void aRegularExpressionThatNeverEndsFailsTheDelivery() throws Exception {
        try (RunningServer server = new RunningServer(folder, ROUTES, Map.of())) {
            String text = "a".repeat(5_000);
            String data =
                    "[{\"text\":\"%s\",\"long\":\"%s\"}]".formatted(text, "ab".repeat(100_000));
            for (int i = 0; i < 8; i++) {
                server.post(RunningServer.event("bomb-" + i, "com.acme.bomb", data));
            }
            await().until(() -> count(server, "status = 'failed' AND stage = 'rule'") == 16);
            assertThat(reasons(server, "matcher"))
                    .containsExactly(
                            "rule $..[?(@.text =~ /(a+a+)+c/)] cannot be judged: its regular expression takes more"
                                    + " than 20 million steps on this event");
            assertThat(reasons(server, "deep"))
                    .singleElement()
                    .asString()
                    .endsWith(
                            "its regular expression or its scan goes deeper than a thread can on this event");
            assertThat(count(server, "attempts > 0")).isZero();
        }
    }

    private static int count(RunningServer server, String where) {
        return Integer.parseInt(server.rows("SELECT count(*) FROM delivery WHERE " + where).get(0));
    }

    private static List<String> reasons(RunningServer server, String connector) {
        return server.rows(
                "SELECT DISTINCT reason FROM delivery WHERE connector = '" + connector + "'");
    }
}
