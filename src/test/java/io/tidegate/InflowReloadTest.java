package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An inflow is exchanged when its file, or the schema that it names, is saved. */
class InflowReloadTest {
    private static final String NOTHING = "# the connector is in another file\n";
    private static final Map<String, String> NOBODY =
            Map.of("TIDEGATE_IDENTITY_URL", "http://127.0.0.1:9");
    private static final String SCHEMA = "{ \"required\": [\"KEY\"] }";

    @TempDir private Path folder;

    private Path routes;

    private void connector(String title, String verify) throws Exception {
        Files.writeString(
                routes.resolve("a.yaml"),
                """
                - inflow:
                    id: crm
                    title: TITLE
                    verify: VERIFY
                    schema: schema.json
                    mapping: { "Email[0].Value": $.data.email }
                    action: upsert-account
                """
                        .replace("TITLE", title)
                        .replace("VERIFY", verify));
    }

    private static int post(RunningServer server) throws Exception {
        return server.request("POST", "/inflow/crm", "{\"email\":\"a@x.example\"}").status();
    }

    @Test
    void aSchemaThatIsSavedCountsAndSoDoesAVerification() throws Exception {
        routes = Files.createDirectories(folder.resolve("routes"));
        Path schema = routes.resolve("schema.json");
        Files.writeString(schema, SCHEMA.replace("KEY", "email"));
        connector("One", "{ none: true }");
        try (RunningServer server = new RunningServer(folder, NOTHING, NOBODY)) {
            assertThat(post(server)).isEqualTo(202);
            assertThat(server.get("/api/connectors/crm").body())
                    .contains("\"kind\":\"inflow\"", "\"to\":\"identity:upsert-account\"")
                    .contains("\"endpoint\":\"/inflow/crm\"", "\"verify\":\"none\"");
            assertThat(server.rows("SELECT kind FROM connector WHERE id = 'crm'").toString())
                    .contains("inflow");

            Files.writeString(schema, SCHEMA.replace("KEY", "phone"));
            Awaitility.await().until(() -> post(server) == 422);

            Files.writeString(schema, "{ \"type\": ");
            Awaitility.await()
                    .until(() -> server.get("/observe/health").body().contains("is not JSON"));
            assertThat(post(server)).as("its last good version goes on").isEqualTo(422);

            Files.writeString(schema, SCHEMA.replace("KEY", "email"));
            Awaitility.await().until(() -> post(server) == 202);

            connector("Two", "{ bearer: '{{secret:crm}}' }");
            Awaitility.await().until(() -> post(server) != 202);
        }
    }
}
