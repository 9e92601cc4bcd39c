package io.tidegate;

import static io.tidegate.ConsoleApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.ConsoleApi.Got;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connectors that are set up, changed and deleted while the server runs. */
class ConsoleConnectorTest {
    private static final String FROM_FILE =
            """
            # ours
            - outflow:
                id: filed   # of the team
                on: Login
                to: { uri: "http://127.0.0.1:PORT/filed" }
            """;

    @TempDir static Path folder;
    static ThirdParty third;
    static RunningServer server;
    static ConsoleApi api;

    @BeforeAll
    static void start() throws Exception {
        third = new ThirdParty();
        Files.createDirectories(folder.resolve("routes/hooks"));
        Files.writeString(
                folder.resolve("routes/hooks/mark.js"),
                "event => { event.data.marked = true; return event; }");
        server = new RunningServer(folder, FROM_FILE.replace("PORT", "" + third.port()), Map.of());
        api = new ConsoleApi(server.port());
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        third.close();
    }

    static String yaml(String id, String on, String path) {
        return """
        - outflow:
            id: <id>
            on: [<on>]   # why
            before: [ { script: hooks/mark.js } ]
            to: { uri: "http://127.0.0.1:<port>/<path>" }
        """
                .replace("<id>", id)
                .replace("<on>", on)
                .replace("<port>", "" + third.port())
                .replace("<path>", path);
    }

    static Got create(String id, String on) throws Exception {
        return api.post("/api/connectors", json("yaml", yaml(id, on, id))).is(201);
    }

    static void sent(String id, String type) throws Exception {
        assertThat(server.post(RunningServer.event(id, type, "{\"n\":\"" + id + "\"}")).status())
                .isEqualTo(202);
    }

    static void arrives(String event, String path) {
        Awaitility.await()
                .untilAsserted(
                        () ->
                                assertThat(third.requests)
                                        .anyMatch(r -> r.contains(path) && r.contains(event)));
    }

    @Test
    void runsAsSoonAsItIsAnswered() throws Exception {
        Got made = create("first", "com.test.first");
        assertThat(made.tag()).isEqualTo("\"1\"");
        assertThat(made.json())
                .containsEntry("origin", "console")
                .containsEntry("editable", true)
                .containsEntry("version", 1)
                .containsEntry("savedBy", "admin")
                .containsEntry("problem", null)
                .containsEntry("yaml", yaml("first", "com.test.first", "first"));
        sent("f-1", "com.test.first");
        Awaitility.await()
                .untilAsserted(
                        () ->
                                assertThat(third.requests)
                                        .anyMatch(
                                                r ->
                                                        r.contains("POST /first")
                                                                && r.contains("\"marked\":true")));
        assertThat(api.get("/api/connectors/first").at("source")).contains("first.console.yaml:1");
    }

    @Test
    void viewersSeeItWithoutTheEventsOfItsTests() throws Exception {
        String tested =
                yaml("tested", "com.test.tested", "tested")
                        + """
                    tests:
                      - given: { type: com.test.tested, data: { mail: ann@example.com } }
                        expect: { skipped: true }
                """;
        api.post("/api/connectors", json("yaml", tested)).is(201);
        ConsoleApi viewer = api.as("viewer");
        for (String seen : List.of("configuration", "versions/1", "versions/1/diff/1", "export")) {
            String path = "/api/connectors/tested/" + seen;
            assertThat(api.get(path).is(200).body()).as(seen).contains("ann@example.com");
            assertThat(viewer.get(path).is(200).body())
                    .as(seen)
                    .contains("com.test.tested")
                    .doesNotContain("ann@example.com")
                    .doesNotContain("tests:");
        }
    }

    @Test
    void isMadeOfItsKeysAsADocumentWouldShowThem() throws Exception {
        Map<String, Object> config =
                json(
                        "to",
                        json("uri", "http://127.0.0.1:1/{email}", "method", "PUT"),
                        "mapping",
                        json("email", "$.data.Email[0].Value"),
                        "on",
                        List.of("Register"),
                        "rules",
                        List.of("$[?(@.data.EmailVerified == true)]"),
                        "id",
                        "keys");
        Got made =
                api.post(
                                "/api/connectors",
                                json("kind", "outflow", "config", config, "active", false))
                        .is(201);
        assertThat(made.at("yaml"))
                .isEqualTo(
                        """
                        - outflow:
                            id: keys
                            on: [Register]
                            rules:
                              - $[?(@.data.EmailVerified == true)]
                            mapping:
                              email: $.data.Email[0].Value
                            to:
                              uri: http://127.0.0.1:1/{email}
                              method: PUT
                        """);
        assertThat(made.json().get("config")).isEqualTo(config);
        assertThat(api.get("/api/connectors/keys").at("state")).isEqualTo("inactive");
    }

    @Test
    void theSecondOfTwoPeopleIsToldAndNothingIsLost() throws Exception {
        String tag = create("shared", "com.test.shared").tag();
        String path = "/api/connectors/shared/configuration";
        Map<String, Object> ones = json("yaml", yaml("shared", "com.test.shared", "ones"));
        Map<String, Object> others = json("yaml", yaml("shared", "com.test.shared", "others"));
        assertThat(api.send("PUT", path, ones, null).is(428).at("detail"))
                .startsWith("the header If-Match is needed");
        assertThat(api.send("PUT", path, ones, tag).is(200).tag()).isEqualTo("\"2\"");
        Got told = api.send("PUT", path, others, tag).is(412);
        assertThat(told.at("detail"))
                .startsWith("version 2 of shared was saved by admin at ")
                .endsWith("nothing was saved; look at the difference and save again");
        assertThat(told.tag()).isEqualTo("\"2\"");
        assertThat(api.get(path).at("yaml")).contains("/ones");
        sent("s-1", "com.test.shared");
        arrives("s-1", "/ones");
    }

    @Test
    void whatCannotRunIsNotSaved() throws Exception {
        String tag = create("careful", "com.test.careful").tag();
        String wrong = yaml("careful", "com.test.careful", "x").replace("[com", "[Regster, com");
        Got told =
                api.send("PUT", "/api/connectors/careful/configuration", json("yaml", wrong), tag)
                        .is(422);
        assertThat(told.json().get("errors"))
                .asList()
                .singleElement()
                .satisfies(
                        error ->
                                assertThat(error)
                                        .extracting("pointer", "line", "column")
                                        .containsExactly("/on/0", 3, 10));
        assertThat(told.at("detail")).contains("Regster").contains("Register");
        sent("c-1", "com.test.careful");
        arrives("c-1", "/careful");
    }

    @Test
    void nothingOfTheMachineIsWithinItsReach() throws Exception {
        refused(
                "to: { uri: \"file:/tmp?fileName=x\" }",
                "/to/uri",
                "\"file:/tmp?fileName=x\" is no target");
        refused("to: log:x", "/to", "\"log:x\" is no target");
        refused("to: \"http://x.example/{{env:PATH}}\"", "/to", "{{env:PATH}} is not looked up");
        refused(
                "to: http://x.example\n    before: [ { to: \"log:x\" } ]",
                "/before/0",
                "a step of \"before\" in the console is a script");
        refused(
                "to: http://x.example\n    after: [ { script: hooks/../../x.js } ]",
                "/after/0/script",
                "\"hooks/../../x.js\" is no \"script\" in the console");
        refused(
                "to: http://x.example\n    after: [ { script: x.js } ]",
                "/after/0/script",
                "\"x.js\" is not in the folder hooks");
        refused(
                "to: http://x.example\n    mapping: { a: { from: $.data.a, convert: [ { lookup: { file: /etc/passwd } } ] } }",
                "/mapping/a/convert/0/lookup/file",
                "\"/etc/passwd\" is no \"file\" in the console");
        refused("to: http://x.example\n- beans: []", "", "a connector of the console is one node");
    }

    private static void refused(String keys, String pointer, String message) throws Exception {
        String yaml = "- outflow:\n    id: bad\n    on: Login\n    " + keys + "\n";
        Got told = api.post("/api/connectors", json("yaml", yaml)).is(422);
        assertThat(told.at("detail")).startsWith("nothing was saved: " + message);
        assertThat(told.json().get("errors").toString()).contains("pointer=" + pointer + ",");
        api.get("/api/connectors/bad").is(404);
    }

    @Test
    void anIdOfAFileOrOfAnotherIsTaken() throws Exception {
        create("only", "com.test.only");
        assertThat(
                        api.post("/api/connectors", json("yaml", yaml("filed", "Login", "x")))
                                .is(409)
                                .at("detail"))
                .isEqualTo(
                        "the id is taken: it stands at "
                                + folder.resolve("routes/test.camel.yaml")
                                + ":2");
        assertThat(
                        api.post("/api/connectors", json("yaml", yaml("ONLY", "Login", "x")))
                                .is(409)
                                .at("detail"))
                .isEqualTo("the id is taken: only was set up in the console");
    }

    @Test
    void aConnectorOfAFileIsShownAsItIsWrittenAndNotChanged() throws Exception {
        String path = "/api/connectors/filed/configuration";
        Got shown = api.get(path).is(200);
        assertThat(shown.json())
                .containsEntry("origin", "file")
                .containsEntry("line", 2)
                .containsEntry("editable", false)
                .containsEntry(
                        "yaml",
                        FROM_FILE.replace("PORT", "" + third.port()).replace("# ours\n", ""));
        assertThat(shown.at("config")).contains("on=Login");
        assertThat(
                        api.send(
                                        "PUT",
                                        path,
                                        json("yaml", yaml("filed", "Login", "x")),
                                        shown.tag())
                                .is(409)
                                .at("detail"))
                .endsWith("test.camel.yaml: change it there, the console shows it only");
    }

    @Test
    void aDeletedOneTakesNothingMoreAndItsNumbersGoOn() throws Exception {
        create("short-lived", "com.test.short");
        String path = "/api/connectors/short-lived";
        api.send("DELETE", path, null, null).is(428);
        api.send("DELETE", path, null, "\"7\"").is(412);
        api.send("DELETE", path, null, "\"1\"").is(204);
        api.get(path).is(404);
        assertThat(folder.resolve("data/console/short-lived.console.yaml")).doesNotExist();
        assertThat(create("short-lived", "com.test.short").tag()).isEqualTo("\"2\"");
    }

    @Test
    void aFileThatTakesTheIdWinsUntilItIsGone() throws Exception {
        create("contested", "com.test.contested");
        Path file = folder.resolve("routes/late.camel.yaml");
        Files.writeString(file, yaml("contested", "com.test.contested", "by-file"));
        String path = "/api/connectors/contested/configuration";
        Awaitility.await()
                .untilAsserted(() -> assertThat(api.get(path).at("origin")).isEqualTo("file"));
        assertThat(api.get(path).at("why"))
                .endsWith(
                        "version 1 of the console has the same id and does not run as long as that file has it");
        sent("x-1", "com.test.contested");
        arrives("x-1", "/by-file");
        Files.delete(file);
        Awaitility.await()
                .untilAsserted(() -> assertThat(api.get(path).at("origin")).isEqualTo("console"));
        sent("x-2", "com.test.contested");
        arrives("x-2", "/contested");
    }
}
