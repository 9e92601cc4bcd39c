package io.tidegate;

import static io.tidegate.ConsoleApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.cli.Cli;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
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

    @Test
    void aFileIsImportedAndExportedByTheCommandLine() throws Exception {
        Path file = folder.resolve("more.yaml");
        Files.writeString(
                file,
                "- outflow: { id: more, on: Login, to: \"http://127.0.0.1:1/\" }\n- outflow: { id: bad, on: Login, to: \"log:x\" }\n");
        try (RunningServer server = new RunningServer(folder, FILE, FIXED)) {
            assertThat(run(server.port(), "connectors", "import", file.toString()))
                    .startsWith("1 more: created\nbad: refused\n  ")
                    .contains("\"log:x\" is no target in the console");
        }
        assertThat(run(0, "export", "--connector", "more"))
                .isEqualTo(
                        "0 - outflow:\n    id: more\n    on: Login\n    to: http://127.0.0.1:1/\n");
    }

    private String run(int port, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        Map<String, String> environment =
                Map.of(
                        "TIDEGATE_PORT",
                        "" + port,
                        "TIDEGATE_DATA_DIR",
                        folder.resolve("data").toString(),
                        "TIDEGATE_ROUTES_DIR",
                        folder.resolve("routes").toString(),
                        "TIDEGATE_ADMIN_TOKEN",
                        "right-admin-token");
        int status =
                new Cli(
                                new CommandInstallation(
                                        environment, new Properties(), sandbox -> 0),
                                print,
                                print)
                        .execute(args);
        return status + " " + out.toString(StandardCharsets.UTF_8);
    }
}
