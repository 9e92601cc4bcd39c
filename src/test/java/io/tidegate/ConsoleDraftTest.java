package io.tidegate;

import static io.tidegate.ConsoleApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.ConsoleApi.Got;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the console's editor asks before and after a save. */
class ConsoleDraftTest {
    @TempDir static Path folder;
    static ThirdParty third;
    static RunningServer server;
    static ConsoleApi api;

    @BeforeAll
    static void start() throws Exception {
        third = new ThirdParty();
        server =
                new RunningServer(
                        folder,
                        "- outflow: { id: filed, on: Login, to: \"http://127.0.0.1:1/\" }\n",
                        Map.of());
        api = new ConsoleApi(server.port());
        api.send("PUT", "/api/secrets/crm-token", json("text", "s3cret-text"), null).is(200);
        event(
                "ev-1",
                "Register",
                "{\"Email\":[{\"Value\":\"ann@example.com\"},{\"Type\":\"x\"}],\"Age\":41}");
        event("ev-2", "Register", "{\"Email\":null,\"odd key\":true}");
    }

    private static void event(String id, String type, String data) throws Exception {
        assertThat(server.post(RunningServer.event(id, type, data)).status()).isEqualTo(202);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        third.close();
    }

    private static String draft(String id, String title) {
        return """
        # as it was sent
        - outflow:
            id: <id>
            title: <title>
            on: [Register]
            rules: [ "$[?(@.data.Email)]" ]
            mapping: { email: "$.data.Email[0].Value" }
            to:
              uri: http://127.0.0.1:<port>/contacts/{email}
              method: PUT
              headers: { Authorization: "Bearer {{secret:crm-token}}" }
        """
                .replace("<id>", id)
                .replace("<title>", title)
                .replace("<port>", "" + third.port());
    }

    @Test
    void aDraftIsJudgedWithItsPlaces() throws Exception {
        Got judged =
                api.post(
                                "/api/connectors/validate",
                                json(
                                        "yaml",
                                        draft("judged", "x")
                                                .replace("mapping: { email", "maping: { email")
                                                .replace(
                                                        "Bearer {{secret:crm-token}}", "Bearer abc")
                                                .replace("$[?(@.data.Email)]", "$.data.Email")))
                        .is(200);
        assertThat(judged.json().get("mistakes"))
                .asList()
                .singleElement()
                .satisfies(
                        mistake ->
                                assertThat((Map<?, ?>) mistake)
                                        .extracting("line", "column", "pointer")
                                        .containsExactly(7, 5, "/maping"));
        assertThat(judged.at("mistakes")).contains("mapping");
        assertThat(judged.json().get("warnings"))
                .asList()
                .extracting(w -> String.valueOf(((Map<?, ?>) w).get("pointer")))
                .containsExactly("/to/headers/Authorization", "/rules/0");
        assertThat(judged.at("config")).contains("method=PUT");
    }

    @Test
    void textsThatAreNoConnectorAreToldSo() throws Exception {
        for (String text :
                List.of(
                        "",
                        "hello",
                        "- outflow: 3",
                        "- a: &x [1]\n  b: *x",
                        "- outflow:\n\tid: x",
                        "{{{{[[[[")) {
            Got judged = api.post("/api/connectors/validate", json("yaml", text)).is(200);
            assertThat(judged.json().get("mistakes")).asList().isNotEmpty();
        }
        String bomb = "- outflow:\n    id: &a [x]\n    on: [*a, *a]\n    to: http://x.example\n";
        assertThat(api.post("/api/connectors/validate", json("yaml", bomb)).is(200).at("mistakes"))
                .contains("aliases");
    }

    @Test
    void aDraftIsTriedOnAStoredEventAndNothingIsSent() throws Exception {
        Got run =
                api.post(
                                "/api/connectors/try",
                                json("yaml", draft("tried", "x"), "eventId", "ev-1"))
                        .is(200);
        assertThat(run.json()).containsEntry("outcome", "request").doesNotContainKey("response");
        assertThat(run.at("request"))
                .contains("/contacts/ann%40example.com")
                .contains("Bearer {{secret:crm-token}}");
        Map<String, Object> given =
                json(
                        "specversion",
                        "1.0",
                        "id",
                        "x",
                        "source",
                        "/y",
                        "type",
                        "Register",
                        "data",
                        json("a", 1));
        assertThat(
                        api.post(
                                        "/api/connectors/try",
                                        json("yaml", draft("tried", "x"), "event", given))
                                .is(200)
                                .at("outcome"))
                .isEqualTo("skipped");
        assertThat(third.requests)
                .noneMatch(r -> r.contains("ann%40example.com") && !r.contains("test-"));
    }

    @Test
    void oneTestIsSentWithItsSecretAndStoredNowhere() throws Exception {
        third.says(
                "HTTP/1.1 201 Created\r\nX-Id: 7\r\nContent-Length: 21\r\n\r\n{\"got\":\"s3cret-text\"}");
        Got run =
                api.post(
                                "/api/connectors/try",
                                json("yaml", draft("sent", "x"), "eventId", "ev-1", "send", true))
                        .is(200);
        assertThat(third.requests)
                .anyMatch(
                        r ->
                                r.startsWith("PUT /contacts/ann%40example.com")
                                        && r.contains("Bearer s3cret-text")
                                        && r.contains("Idempotency-Key: test-"));
        assertThat(run.json().get("response").toString())
                .contains("status=201")
                .contains("{{secret:crm-token}}")
                .doesNotContain("s3cret-text");
        assertThat(server.rows("SELECT connector FROM delivery WHERE connector = 'sent'"))
                .isEmpty();
        String gone = draft("sent", "x").replace("127.0.0.1:" + third.port(), "127.0.0.1:1");
        assertThat(
                        api.post(
                                        "/api/connectors/try",
                                        json("yaml", gone, "eventId", "ev-1", "send", true))
                                .is(200)
                                .json()
                                .get("response")
                                .toString())
                .contains("status=null")
                .contains("Connection refused");
    }

    @Test
    void versionsAreComparedAndRestored() throws Exception {
        String path = "/api/connectors/versioned";
        api.post("/api/connectors", json("yaml", draft("versioned", "one"), "note", "begun"))
                .is(201);
        api.send("PUT", path + "/configuration", json("yaml", draft("versioned", "two")), "\"1\"")
                .is(200);
        Got list = api.get(path + "/versions?limit=1").is(200);
        assertThat(list.at("items")).contains("version=2").contains("current=true");
        String next = list.at("next");
        assertThat(api.get(path + "/versions?cursor=" + next).is(200).at("items"))
                .contains("version=1")
                .contains("note=begun")
                .contains("current=false");
        assertThat(api.get(path + "/versions/1").is(200).at("yaml")).startsWith("# as it was sent");
        List<?> rows = (List<?>) api.get(path + "/versions/1/diff/2").is(200).json().get("rows");
        assertThat(rows).hasSize(11);
        assertThat(rows.get(3).toString())
                .isEqualTo(
                        "{kind=changed, left=    title: one, right=    title: two, leftLine=4, rightLine=4}");
        api.send("POST", path + "/versions/1/restore", null, "\"1\"").is(412);
        assertThat(api.send("POST", path + "/versions/1/restore", null, "\"2\"").is(200).json())
                .containsEntry("version", 3)
                .containsEntry("note", "version 1 restored")
                .containsEntry("yaml", draft("versioned", "one"));
        api.get(path + "/versions/9").is(404);
        api.get("/api/connectors/filed/versions").is(200);
        api.get("/api/connectors/nobody/versions").is(404);
    }

    @Test
    void whatIsExportedIsImported() throws Exception {
        String both = draft("im-1", "one") + draft("im-2", "two") + "- route: { id: r }\n";
        Got taken = api.post("/api/connectors/import", json("yaml", both)).is(200);
        assertThat((List<?>) taken.json().get("items"))
                .extracting(item -> String.valueOf(((Map<?, ?>) item).get("outcome")))
                .containsExactly("created", "created", "refused");
        Got exported = api.get("/api/connectors/im-1/export").is(200);
        assertThat(exported.body()).startsWith("# as it was sent\n- outflow:\n    id: im-1\n");
        assertThat(
                        api.post("/api/connectors/import", json("yaml", exported.body()))
                                .is(200)
                                .at("items"))
                .isEqualTo("[{id=im-1, outcome=saved, errors=[]}]");
        assertThat(api.get("/api/connectors/filed/export").is(200).body())
                .isEqualTo("- outflow: { id: filed, on: Login, to: \"http://127.0.0.1:1/\" }\n");
    }

    @Test
    void whatIsImportedKeepsItsCommentsAndItsMistakesTheLinesOfTheFile() throws Exception {
        String file =
                """
                # the team's connectors

                  # to the archive
                  - outflow:
                      id: im-above
                      on: com.test.above   # not all
                      to: https://archive.example/
                  # not yet
                  - outflow:
                      id: im-wrong
                      on: Regsiter
                      to: https://archive.example/
                """;
        Got taken = api.post("/api/connectors/import", json("yaml", file)).is(200);
        assertThat(taken.at("items")).contains("outcome=created").contains("line=11, column=11");
        assertThat(api.get("/api/connectors/im-above/configuration").at("yaml"))
                .isEqualTo(
                        """
                        # the team's connectors

                        # to the archive
                        - outflow:
                            id: im-above
                            on: com.test.above   # not all
                            to: https://archive.example/
                        """);
    }

    @Test
    void whatBecomesOfAnEventIsSavedAsATest() throws Exception {
        api.post("/api/connectors", json("yaml", draft("tested", "x"), "active", false)).is(201);
        Got saved =
                api.post(
                                "/api/connectors/tested/tests",
                                json("eventId", "ev-1", "name", "ann is sent"))
                        .is(200);
        assertThat(saved.json()).containsEntry("saved", true);
        assertThat(api.get("/api/connectors/tested/configuration").at("yaml"))
                .startsWith(draft("tested", "x"))
                .contains("    tests:\n      - name: ann is sent\n");
        assertThat(api.post("/api/connectors/filed/tests", json("eventId", "ev-1")).is(200).json())
                .containsEntry("saved", false);
    }

    @Test
    void fieldsAreThoseOfTheNewestEvents() throws Exception {
        List<?> fields = (List<?>) api.get("/api/fields?type=register").is(200).json().get("items");
        assertThat(fields)
                .extracting(Object::toString)
                .contains(
                        "{path=$.data.Email, kinds=[array, null], example=null, seen=2}",
                        "{path=$.data.Email[0].Value, kinds=[string], example=ann@example.com, seen=1}",
                        "{path=$.data.Age, kinds=[number], example=41, seen=1}",
                        "{path=$.data['odd key'], kinds=[boolean], example=true, seen=1}",
                        "{path=$.type, kinds=[string], example=Register, seen=2}");
        api.get("/api/fields").is(400);
    }

    @Test
    void theWordsOfMappingsAreThere() throws Exception {
        Got all = api.get("/api/converters").is(200);
        assertThat(all.at("converters")).contains("name=trim").contains("name=region");
        assertThat(all.at("checks")).contains("name=email");
        assertThat(all.at("actions")).contains("name=upsert-account");
        assertThat(all.at("profileFields")).contains("path=FirstName");
    }

    @Test
    void theConsolesFilesAreNotTheTeams() {
        assertThat(folder.resolve("routes")).isDirectoryNotContaining("glob:**console.yaml");
        assertThat(Files.exists(folder.resolve("data/console"))).isTrue();
    }
}
