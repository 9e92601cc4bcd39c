package io.tidegate;

import static io.tidegate.ConsoleApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console's connectors through a stop, with files that are not looked at while it runs. */
class ConsoleRestartTest {
    private static final Map<String, String> FIXED = Map.of("TIDEGATE_LIVE_RELOAD", "false");
    private static final String FILE =
            "- outflow: { id: filed, on: Login, to: \"http://127.0.0.1:1/\" }\n";

    @TempDir Path folder;

    /** As a crash between the commit and the file would leave it, and worse. */
    @Test
    void whatIsInSqlRunsAfterTheStartWhateverTheFilesSay() throws Exception {
        Path files = folder.resolve("data/console");
        try (ThirdParty third = new ThirdParty()) {
            String yaml =
                    "- outflow: { id: kept, on: com.test.kept, to: \"http://127.0.0.1:"
                            + third.port()
                            + "/PATH\" }\n";
            try (RunningServer server = new RunningServer(folder, FILE, FIXED)) {
                ConsoleApi api = new ConsoleApi(server.port());
                api.post("/api/connectors", json("yaml", yaml.replace("PATH", "one"))).is(201);
                api.post(
                                "/api/connectors",
                                json("yaml", yaml.replace("id: kept", "id: off"), "active", false))
                        .is(201);
                api.send(
                                "PUT",
                                "/api/connectors/kept/configuration",
                                json("yaml", yaml.replace("PATH", "two")),
                                "\"1\"")
                        .is(200);
            }
            Files.writeString(files.resolve("kept.console.yaml"), yaml.replace("PATH", "one"));
            Files.writeString(
                    files.resolve("stray.console.yaml"), yaml.replace("id: kept", "id: stray"));
            Files.delete(files.resolve("off.console.yaml"));

            try (RunningServer server = new RunningServer(folder, FILE, FIXED)) {
                ConsoleApi api = new ConsoleApi(server.port());
                api.get("/api/connectors/stray").is(404);
                assertThat(api.get("/api/connectors/off").is(200).at("state"))
                        .isEqualTo("inactive");
                server.post(RunningServer.event("k-1", "com.test.kept", "{}"));
                Awaitility.await().until(() -> third.requests.size() == 1);
                assertThat(third.requests.get(0)).startsWith("POST /two");
                assertThat(server.rows("SELECT DISTINCT connector FROM delivery"))
                        .containsExactly("kept");
            }
        }
    }
}
