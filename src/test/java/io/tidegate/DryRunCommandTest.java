package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.cli.Cli;
import io.tidegate.event.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tidegate dry-run}, from its arguments to what it prints and saves. */
class DryRunCommandTest {
    private static final String CONNECTOR =
            """
            - outflow:
                id: contacts   # of the CRM
                on: Register
                rules:
                  - $[?(@.data.ok == true)]
                  - $.data.name
                before:
                  - script: b.js
                mapping:
                  email: { from: $.data.email, convert: [trim, lower], required: true }
                  city: { from: $.data.city, default: Berlin }
                  zip: $.data.zip
                to: { uri: "https://crm.example/{email}", method: PUT, headers: { X-Key: "{{secret:crm}}" } }
            """;

    @TempDir private Path temp;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        out.reset();
        err.reset();
        Map<String, String> environment =
                Map.of(
                        "TIDEGATE_ROUTES_DIR", temp.resolve("routes").toString(),
                        "TIDEGATE_DATA_DIR", temp.resolve("data").toString());
        var installation = new CommandInstallation(environment, new Properties(), sandbox -> 0);
        return new Cli(
                        installation,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .execute(args);
    }

    private int dryRun(String connector, String event, String... options) throws IOException {
        String[] all = new String[options.length + 4];
        System.arraycopy(
                new String[] {"dry-run", connector, "--event", file("event.json", event)},
                0,
                all,
                0,
                4);
        System.arraycopy(options, 0, all, 4, options.length);
        return run(all);
    }

    private String file(String name, String content) throws IOException {
        Path file = temp.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content).toString();
    }

    private void connector(String yaml) throws IOException {
        file(
                "routes/b.js",
                "function b(event) { event.data.seen = true; delete event.data.x; return event; }");
        file("routes/a.yaml", yaml);
    }

    private String saved() throws IOException {
        return Files.readString(temp.resolve("routes/a.yaml"));
    }

    private List<String> said() {
        return text(out).replace(temp + "/", "").lines().toList();
    }

    private String complained() {
        return text(err).replace(temp + "/", "");
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void eachStepShowsWhatItMade() throws IOException {
        connector(CONNECTOR);
        assertThat(
                        dryRun(
                                "contacts",
                                "{\"type\":\"Register\",\"id\":\"e1\",\"data\":{\"ok\":true,\"name\":\"Ada\",\"email\":\" A@x\",\"x\":1}}"))
                .as(text(err))
                .isZero();
        assertThat(said())
                .containsExactly(
                        "rules",
                        "  holds  $[?(@.data.ok == true)]",
                        "         selects {\"specversion\":\"1.0\",\"id\":\"e1\",\"source\":\"/tidegate/test\",\"type\":\"Register\",\"time…",
                        "  holds  $.data.name",
                        "         selects \"Ada\"",
                        "before",
                        "  before-1  b.js",
                        "    data.x: gone, was 1",
                        "    data.seen: new, true",
                        "mapping",
                        "  email  $.data.email  \" A@x\" → trim \"A@x\" → lower \"a@x\"",
                        "  city   $.data.city   nothing → default \"Berlin\"",
                        "  zip    $.data.zip    nothing → left out",
                        "request",
                        "  PUT https://crm.example/a%40x",
                        "  Content-Type: application/json",
                        "  Idempotency-Key: <delivery id>",
                        "  X-Key: {{secret:crm}}",
                        "",
                        "  {\"email\":\"a@x\",\"city\":\"Berlin\"}",
                        "",
                        "Nothing was sent: this is the request that would be.");
        assertThat(temp.resolve("data")).doesNotExist();
    }

    @Test
    void everyRuleIsJudgedAlsoAfterOneThatDoesNotHold() throws IOException {
        connector(CONNECTOR);
        assertThat(dryRun("contacts", "{\"type\":\"Register\",\"data\":{\"name\":\"Ada\"}}"))
                .isZero();
        assertThat(said())
                .containsExactly(
                        "rules",
                        "  skips  $[?(@.data.ok == true)]",
                        "         selects nothing",
                        "  holds  $.data.name",
                        "         selects \"Ada\"",
                        "It is skipped by rule $[?(@.data.ok == true)]");
    }

    @Test
    void anErrorIsSaidWithItsStepAndTheOtherFieldsAreShown() throws IOException {
        connector(CONNECTOR);
        String event =
                "{\"type\":\"Login\",\"data\":{\"ok\":true,\"name\":\"Ada\",\"email\":{},\"zip\":null}}";
        assertThat(dryRun("contacts", event)).isEqualTo(1);
        assertThat(said())
                .startsWith("note: Login does not start contacts, which is on Register")
                .endsWith(
                        "  email  $.data.email  {} → mapping \"email\": trim cannot convert an object with 0 fields: it takes texts, numbers and booleans",
                        "  city   $.data.city   nothing → default \"Berlin\"",
                        "  zip    $.data.zip    null",
                        "It fails at mapping: mapping \"email\": trim cannot convert an object with 0 fields: it takes texts, numbers and booleans");
    }

    @Test
    void camelEndpointsAreNotCalledAndSaidToBe() throws IOException {
        connector(
                """
                - outflow:
                    id: contacts
                    on: Register
                    before:
                      - to: "file:INBOX"
                      - setBody: { simple: '{"type":"Register","data":{"name":"Ada"}}' }
                      - throwException: { exceptionType: java.lang.IllegalStateException, message: no luck }
                    to: https://crm.example
                """
                        .replace("INBOX", temp.resolve("inbox").toString()));
        assertThat(dryRun("contacts", "{\"type\":\"Register\",\"data\":{}}")).isEqualTo(1);
        assertThat(said())
                .containsExactly(
                        "before",
                        "  before-1  a Camel step",
                        "    leaves the event as it is",
                        "  before-2  a Camel step",
                        "    specversion: gone, was \"1.0\"",
                        "    id: gone, was \"test-1\"",
                        "    source: gone, was \"/tidegate/test\"",
                        "    time: gone, was \"2026-01-01T00:00:00Z\"",
                        "    data.name: new, \"Ada\"",
                        "Camel endpoints that are not called",
                        "  before  file:inbox",
                        "    {\"specversion\":\"1.0\",\"id\":\"test-1\",\"source\":\"/tidegate/test\",\"type\":\"Register\",\"time\":\"2026-01-01T00:00:00Z\",\"data\":{}}",
                        "It fails at before: no luck");
        assertThat(temp.resolve("inbox")).doesNotExist();
    }

    @Test
    void asJsonItHasTheShapeOfTheApi() throws Exception {
        connector(CONNECTOR);
        assertThat(
                        dryRun(
                                "contacts",
                                "{\"type\":\"Register\",\"data\":{\"name\":\"Ada\"}}",
                                "--json"))
                .isZero();
        Map<?, ?> run = (Map<?, ?>) Json.parse(out.toByteArray());
        assertThat(run.get("outcome")).isEqualTo("skipped");
        assertThat(run.get("skippedBy")).isEqualTo("$[?(@.data.ok == true)]");
        assertThat(run.get("request")).isNull();
    }

    /** It is an author's file: written whole, or not at all. */
    @Test
    void theFileOfASavedTestKeepsItsPlaceAndItsRights() throws IOException {
        connector(CONNECTOR);
        Path file = temp.resolve("routes/a.yaml");
        Path elsewhere = Files.move(file, temp.resolve("a.yaml"));
        Files.createSymbolicLink(file, elsewhere);
        Set<PosixFilePermission> rights = PosixFilePermissions.fromString("rw-rw----");
        Files.setPosixFilePermissions(elsewhere, rights);

        assertThat(dryRun("contacts", "{\"type\":\"Register\"}", "--save-test")).isZero();
        assertThat(Files.isSymbolicLink(file)).isTrue();
        assertThat(Files.readString(elsewhere)).contains("tests:");
        assertThat(Files.getPosixFilePermissions(elsewhere)).isEqualTo(rights);
        try (Stream<Path> left = Files.list(temp)) {
            assertThat(left).noneMatch(one -> one.toString().endsWith(".draft"));
        }
    }

    @Test
    void whatWasTriedIsSavedAsATestAndTheRestOfTheFileStays() throws IOException {
        connector(CONNECTOR + "# the end\n");
        String event =
                "[{\"specversion\":\"1.0\",\"type\":\"Register\",\"trace\":\"t1\",\"data\":{\"ok\":true,\"name\":\"Ada\",\"email\":\"a@x\",\"zip\":\"007\"}}]";
        assertThat(dryRun("contacts", event, "--save-test")).as(text(err)).isZero();
        assertThat(said()).endsWith("saved as \"Register is sent\" at routes/a.yaml:15:9");
        String first =
                CONNECTOR
                        + """
                            tests:
                              - name: Register is sent
                                given: { type: Register, trace: t1, data: { ok: true, name: Ada, email: a@x, zip: "007" } }
                                expect:
                                  request:
                                    method: PUT
                                    url: "https://crm.example/a%40x"
                                    headers: { X-Key: "{{secret:crm}}" }
                                    body: { email: a@x, city: Berlin, zip: "007" }
                        """
                                .indent(0);
        assertThat(saved()).isEqualTo(first + "# the end\n");

        assertThat(dryRun("contacts", "{\"type\":\"Register\"}", "--save-test")).isZero();
        assertThat(saved())
                .isEqualTo(
                        first
                                + """
                                      - name: Register is skipped
                                        given: { type: Register }
                                        expect: { skipped: "$[?(@.data.ok == true)]" }
                                """
                                        .indent(0)
                                + "# the end\n");
        assertThat(run("test")).as(text(out)).isZero();
        assertThat(said()).containsExactly("2 tests passed");
    }

    @Test
    void aFileKeepsItsLineEndsAndNeedsNoLastOne() throws IOException {
        String yaml = "- outflow:\n    id: contacts\n    on: Register\n    to: https://crm.example";
        connector(yaml.replace("\n", "\r\n"));
        assertThat(dryRun("contacts", "{\"type\":\"Register\"}", "--save-test"))
                .as(text(err))
                .isZero();
        assertThat(saved())
                .isEqualTo(
                        (yaml
                                        + "\n    tests:\n      - name: Register is sent\n        given: { type: Register }\n"
                                        + "        expect: { request: { method: POST, url: https://crm.example } }\n")
                                .replace("\n", "\r\n"));
    }

    @Test
    void whereATestCannotBeAddedItIsPrinted() throws IOException {
        String yaml = "- outflow: { id: contacts, on: Register, to: https://crm.example }\n";
        connector(yaml);
        assertThat(dryRun("contacts", "{\"type\":\"Register\"}", "--save-test")).isEqualTo(1);
        assertThat(complained())
                .isEqualTo(
                        """
                        tidegate: the test is not saved in routes/a.yaml: it is written inside { }. To paste it:
                        - name: Register is sent
                          given: { type: Register }
                          expect: { request: { method: POST, url: https://crm.example } }
                        """);
        assertThat(saved()).isEqualTo(yaml);

        connector(
                "- outflow:\n    id: contacts\n    on: Register\n    to: https://crm.example\n    tests: []\n");
        assertThat(dryRun("contacts", "{\"type\":\"Register\"}", "--save-test")).isEqualTo(1);
        assertThat(complained())
                .startsWith(
                        "tidegate: the test is not saved in routes/a.yaml: its \"tests\" in line 5 are not a list with a line for each \"-\". To paste it:\n- name:");
        assertThat(dryRun("contacts", "{\"type\":\"Login\"}", "--save-test")).isEqualTo(1);
        assertThat(complained())
                .startsWith(
                        "tidegate: the test is not saved in routes/a.yaml: Login does not start contacts: there is nothing to test.");
    }

    @Test
    void aTestThatDoesNotPassASecondTimeIsTakenBack() throws IOException {
        String yaml =
                """
                - outflow:
                    id: contacts
                    on: Register
                    before:
                      - script: random.js
                    mapping: { n: $.data.n }
                    to: https://crm.example
                """;
        connector(yaml);
        file(
                "routes/random.js",
                "function r(event) { event.data.n = Math.random(); return event; }");
        assertThat(dryRun("contacts", "{\"type\":\"Register\",\"data\":{}}", "--save-test"))
                .isEqualTo(1);
        assertThat(complained())
                .startsWith(
                        "tidegate: the test is not saved in routes/a.yaml: it does not pass a second time, request.body.n became 0.");
        assertThat(saved()).isEqualTo(yaml);
    }

    @Test
    void aConnectorInJavaIsTriedAndItsTestPrinted() throws IOException {
        file(
                "routes/InJava.java",
                """
                public class InJava extends io.tidegate.connector.ConnectorBuilder {
                    public void configure() {
                        outflow("in-java").on("Register").to("https://crm.example");
                    }
                }
                """);
        assertThat(dryRun("in-java", "{\"type\":\"Register\"}", "--save-test")).isEqualTo(1);
        assertThat(said()).contains("  POST https://crm.example");
        assertThat(complained())
                .startsWith(
                        "tidegate: the test is not saved in routes/InJava.java: only a YAML file is added to; in Java it is test(map), with these keys. To paste it:\n- name: Register is sent\n");
    }

    @Test
    void whatCannotBeTriedIsNamed() throws IOException {
        connector(CONNECTOR);
        file("routes/p.yaml", "- from: { uri: 'trigger:plain?on=Login', steps: [ { log: x } ] }\n");
        file("routes/w.yaml", "- outflow: { id: wrong, on: Regster, to: https://x.example }\n");
        String event = "{\"type\":\"Register\"}";
        assertThat(dryRun("contact", event)).isEqualTo(1);
        assertThat(complained())
                .isEqualTo(
                        "tidegate: there is no connector contact in routes; did you mean contacts?\n");
        assertThat(dryRun("plain", event)).isEqualTo(1);
        assertThat(complained())
                .isEqualTo(
                        "tidegate: plain in p.yaml is a plain Camel route: this is for outflow connectors\n");
        assertThat(dryRun("wrong", event)).isEqualTo(1);
        assertThat(complained())
                .isEqualTo(
                        "tidegate: the file of wrong has mistakes:\nroutes/w.yaml:1:29: \"Regster\" is not in the trigger"
                                + " catalogue; did you mean \"Register\"? (a type of your own has a dot, such as"
                                + " com.acme.order.paid)\n");
        assertThat(dryRun("contacts", "[]")).isEqualTo(2);
        assertThat(complained())
                .isEqualTo("tidegate: the file event.json holds 0 events: one is needed\n");
        assertThat(dryRun("contacts", "{\"data\":1}")).isEqualTo(2);
        assertThat(complained())
                .isEqualTo(
                        "tidegate: the file event.json is no event: the attribute \"type\" is missing\n");
    }
}
