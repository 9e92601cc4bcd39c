package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same connector in YAML and in Java is the same route, and sends the same requests. */
class JavaAndYamlTest {
    private static final Path WRITTEN = Path.of("src/test/resources/io/tidegate/java");
    private static final String NOTHING = "# the connectors are in other files\n";
    private static final String DATA =
            """
            {"EmailVerified":true,"Email":[{"Value":" Ada@Mail.Example "}],"FirstName":" ada","LastName":"Byron",
            "Uid":"u1","Country":{"Code":"DE"},"Gender":"F","Points":"12.50","Newsletter":"yes",
            "LastLoginDate":"2026-02-03T04:05:06Z","BirthDate":"12/10/1815","Topics":"Sea; Sky;Sun",
            "PhoneId":"+49 (0)30 901820","Local":"(415) 555-2671"}
            """;

    @TempDir private Path folder;
    private Path routes;

    @BeforeEach
    void writeWhatBothName() throws Exception {
        routes = Files.createDirectories(folder.resolve("routes"));
        for (String file : List.of("hooks/normalise-phone.js", "tables/countries.csv")) {
            Files.createDirectories(routes.resolve(file).getParent());
            Files.copy(Path.of("routes").resolve(file), routes.resolve(file));
        }
        Files.writeString(
                routes.resolve("hooks/remember.js"),
                "function remember(event, request, response) { return { url: request.url }; }");
    }

    private record Seen(String route, String request, List<String> rows) {}

    private Seen run(String name, ThirdParty third) throws Exception {
        third.requests.clear();
        String text = Files.readString(WRITTEN.resolve(name));
        Path file = routes.resolve(name);
        Files.writeString(file, text.replace("PORT", Integer.toString(third.port())));
        Path data = folder.resolve("data-of-" + name);
        Map<String, String> settings = Map.of("TIDEGATE_DATA_DIR", data.toString());
        try (RunningServer server = new RunningServer(folder, NOTHING, settings)) {
            assertThat(server.get("/observe/health").body()).contains("\"degraded\":[]");
            server.post(RunningServer.event("1", "Register", DATA));
            server.post(RunningServer.event("2", "Register", "{\"EmailVerified\":false}"));
            await().until(() -> ended(server), rows -> rows.size() == 2);
            return new Seen(dump(server.camel()), request(third), ended(server));
        } finally {
            Files.delete(file);
        }
    }

    private static List<String> ended(RunningServer server) throws Exception {
        String deliveries = server.get("/api/deliveries").body();
        return deliveries
                .replaceAll("\"(id|createdAt|finishedAt|dueAt)\":(\"[^\"]*\"|\\d+|null),?", "")
                .lines()
                .flatMap(line -> List.of(line.split("(?=\\{\"connector)")).stream())
                .filter(line -> line.contains("\"delivered\"") || line.contains("\"skipped\""))
                .toList();
    }

    /** All but the key, which is another delivery's. */
    private static String request(ThirdParty third) {
        assertThat(third.requests).hasSize(1);
        return third.requests.get(0).replaceAll("(?im)^idempotency-key:.*\\R", "");
    }

    /** Without the numbers that Camel counts up for all contexts of the process. */
    private static String dump(CamelContext context) throws Exception {
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        return PluginHelper.getModelToYAMLDumper(context)
                .dumpModelAsYaml(context, model.getRouteDefinition("every-word"))
                .replaceAll("id: (from|onException|process)\\d+", "id: $1");
    }

    @Test
    void theSameConnectorInBothIsTheSameRouteAndSendsTheSameRequest() throws Exception {
        try (ThirdParty third = new ThirdParty()) {
            Seen yaml = run("every-word.camel.yaml", third);
            Seen java = run("EveryWord.java", third);

            assertThat(java.route()).isEqualTo(yaml.route());
            assertThat(java.route())
                    .contains("every-word/rule-2", "every-word/before-3", "every-word/after-2");
            assertThat(java.request()).isEqualTo(yaml.request());
            assertThat(java.request())
                    .startsWith("PUT /v1/contacts/ada%40mail.example?uid=u1 HTTP/1.1")
                    .contains("\"constants\":[\"tidegate\",1,0.5,true,null,{\"a\":\"b\"}]")
                    .contains("\"name\":\"Ad\"", "\"hour\":\"05\"", "\"greeting\":\"Ms\"");
            assertThat(java.rows()).isEqualTo(yaml.rows());
        }
    }
}
