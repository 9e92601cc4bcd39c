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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** {@code tidegate test}, from its arguments to what it prints. */
class TestCommandTest {
    @TempDir private Path temp;
    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        out.reset();
        err.reset();
        environment.putIfAbsent("TIDEGATE_DATA_DIR", temp.resolve("data").toString());
        var installation = new CommandInstallation(environment, new Properties(), sandbox -> 0);
        return new Cli(
                        installation,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .execute(args);
    }

    private String file(String name, String content) throws IOException {
        Path file = temp.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content).toString();
    }

    /** A connector with a rule, a mapping, and these tests. */
    private String connector(String tests) throws IOException {
        return file(
                "a.yaml",
                """
                - outflow:
                    id: contacts
                    on: Register
                    rules: ["$[?(@.data.ok == true)]"]
                    mapping:
                      email: { from: $.data.email, convert: [trim, lower], required: true }
                      when: $.time
                    to: { uri: "https://crm.example/{email}", headers: { X-Key: "{{secret:crm}}" } }
                    tests:
                """
                        + tests.indent(6));
    }

    private List<String> said() {
        return text(out).replace(temp + "/", "").lines().toList();
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void passes(String tests) throws IOException {
        assertThat(run("test", connector(tests))).as(text(out) + text(err)).isZero();
    }

    @Test
    void theTestsOfTheSamplesPass() {
        assertThat(run("test", "routes")).as(text(out) + text(err)).isZero();
        assertThat(said()).containsExactly("18 tests passed");
        assertThat(temp.resolve("data")).doesNotExist();
    }

    @Test
    void whatIsExpectedOfEachStageIsFound() throws IOException {
        passes(
                """
                - given: { type: Register, data: { ok: false } }
                  expect: { status: skipped, skipped: "$[?(@.data.ok == true)]", attempts: 0 }
                - given: { type: Register, data: { ok: true, email: " A@x" } }
                  expect:
                    status: delivered
                    attempts: [{ at: 0s, status: 200 }]
                    request:
                      method: post
                      url: https://crm.example/a%40x
                      headers: { x-key: "{{secret:crm}}", Content-Type: application/json }
                      body: { when: "2026-01-01T00:00:00Z", email: a@x }
                - given: { type: Register, data: { ok: true } }
                  expect:
                    status: failed
                    error: { step: mapping, message: "required, but $.data.email selected nothing" }
                    failedQuery: { stage: mapping, attempts: 0 }
                """);
        assertThat(said()).containsExactly("3 tests passed");
    }

    @Test
    void aFailureSaysWhatHappenedAndWhereItWasExpected() throws IOException {
        assertThat(
                        run(
                                "test",
                                connector(
                                        """
                                        - name: Ada is a contact
                                          given: { type: Register, data: { ok: true, email: a@x } }
                                          expect:
                                            request:
                                              method: PUT
                                              body: { email: A@x, vip: true }
                                              headers: { X-Key: other, X-More: 1 }
                                        - given: { type: Register, data: { ok: false } }
                                          expect: { request: { method: POST } }
                                        - given: { type: Login }
                                          expect: { skipped: true }
                                        """)))
                .isEqualTo(1);
        assertThat(said())
                .containsExactly(
                        "a.yaml:14:13: contacts, Ada is a contact: it was delivered",
                        "  request.method (line 14)",
                        "    expected  \"PUT\"",
                        "    actual    \"POST\"",
                        "  request.body.email (line 15)",
                        "    expected  \"A@x\"",
                        "    actual    \"a@x\"",
                        "  request.body.vip (line 15)",
                        "    expected  true",
                        "    actual    nothing",
                        "  request.body.when (line 15)",
                        "    expected  nothing",
                        "    actual    \"2026-01-01T00:00:00Z\"",
                        "  request.headers.X-Key (line 16)",
                        "    expected  \"other\"",
                        "    actual    \"{{secret:crm}}\"",
                        "  request.headers.X-More (line 16)",
                        "    expected  1",
                        "    actual    nothing",
                        "a.yaml:18:19: contacts, test 2: it was skipped by rule $[?(@.data.ok == true)]",
                        "  request (line 18)",
                        "    expected  {\"method\":\"POST\"}",
                        "    actual    nothing",
                        "a.yaml:20:19: contacts, test 3: it was not delivered: Login does not start contacts, which is on Register",
                        "  skipped (line 20)",
                        "    expected  true",
                        "    actual    nothing",
                        "3 tests, 3 failed");
    }

    @Test
    void aPartOfABodyMayBeExpected() throws IOException {
        passes(
                """
                - given: { type: Register, data: { ok: true, email: a@x } }
                  expect: { request: { bodyContains: { email: a@x } } }
                """);
        assertThat(
                        run(
                                "test",
                                connector(
                                        """
                                        - given: { type: Register, data: { ok: true, email: a@x } }
                                          expect: { request: { bodyContains: { email: b@x } } }
                                        """)))
                .isEqualTo(1);
        assertThat(said())
                .contains("  request.bodyContains.email (line 11)", "    actual    \"a@x\"");
    }

    @Test
    void manyEventsHaveOneExpectationOrOneEach() throws IOException {
        file(
                "two.json",
                "[{\"type\":\"Register\",\"data\":{\"ok\":false}}, {\"type\":\"Register\"}]");
        passes(
                """
                - given: [{ type: Register, data: { ok: false } }, { file: two.json }]
                  expect: { skipped: true }
                - given: [{ type: Register, data: { ok: false } }, { type: Register, data: { ok: true } }]
                  expect: [{ skipped: true }, { error: { step: mapping } }]
                """);
        assertThat(said()).containsExactly("5 tests passed");
        assertThat(
                        run(
                                "test",
                                connector(
                                        """
                                        - given: [{ type: Register }, { file: two.json }]
                                          expect: [{ skipped: true }, { skipped: true }]
                                        """)))
                .isEqualTo(1);
        assertThat(said())
                .containsExactly(
                        "a.yaml:10:17: contacts, test 1: it was not run",
                        "  given (line 10)",
                        "    expected  as many events as are expected, 2",
                        "    actual    3 are given",
                        "1 test, 1 failed");
    }

    @Test
    void aFileThatGivesNoEventIsNamedWithTheReason() throws IOException {
        file("empty.json", "[]");
        file("odd.json", "{\"type\":7}");
        file("broken.json", "{");
        String tests =
                """
                - given: { file: none.json }
                  expect: { skipped: true }
                - given: { file: empty.json }
                  expect: { skipped: true }
                - given: { file: odd.json }
                  expect: { skipped: true }
                - given: { file: broken.json }
                  expect: { skipped: true }
                - given: { type: Register, time: yesterday }
                  expect: { skipped: true }
                """;
        assertThat(run("test", connector(tests))).isEqualTo(1);
        assertThat(said().stream().filter(line -> line.startsWith("    actual")))
                .containsExactly(
                        "    actual    there is no file none.json (paths are relative to the connector's file)",
                        "    actual    the file empty.json holds no event",
                        "    actual    the file odd.json is no event: /type: the attribute \"type\" must be a string, seen: 7",
                        "    actual    the file broken.json: the JSON ends too early (line 1, column 2)",
                        "    actual    the event given is no event: /time: not an RFC 3339 time such as 2026-01-31T12:00:00Z, seen: \"yesterday\"");
    }

    @Test
    void repeatsFollowTheConnectorsRetryOnAClockThatIsStepped() throws IOException {
        passes(
                """
                - given: { type: Register, data: { ok: true, email: a@x } }
                  answers:
                    - 503
                    - { status: 429, headers: { Retry-After: "120" } }
                    - timeout
                    - { error: connection refused }
                    - { status: 200, body: { id: 7 } }
                  expect:
                    status: delivered
                    attempts:
                      - { at: 0s, status: 503 }
                      - { at: 30s, status: 429, error: the third party answered 429 }
                      - { at: 150s, error: no complete answer within 30000 ms }
                      - { at: 3m, error: connection refused }
                      - { at: 210s, status: 200, error: null }
                - given: { type: Register, data: { ok: true, email: a@x } }
                  answers: 500
                  expect:
                    attempts: 6
                    failedQuery: { stage: request, attempts: 6, error: answered 500, responseStatus: 500, method: POST }
                """);
    }

    @Test
    void afterHooksRunOnTheAnswerThatIsGiven() throws IOException {
        file(
                "after.js",
                "function after(event, request, response) { return { id: response.body.id }; }");
        String path =
                file(
                        "b.yaml",
                        """
                        - outflow:
                            id: hooked
                            on: Register
                            to: https://crm.example
                            after: [{ script: after.js }]
                            tests:
                              - given: { type: Register, data: {} }
                                answers: [503, { status: 201, body: { id: 7 } }]
                                expect: { status: delivered, attempts: 2, after: { status: done, result: { id: 7 } } }
                              - given: { type: Register, data: {} }
                                answers: { body: "no JSON" }
                                expect: { after: { result: { id: 7 } } }
                              - given: { type: Register, data: {} }
                                expect: { after: { status: failed, error: "after.js:1" } }
                        """);
        assertThat(run("test", path)).isEqualTo(1);
        assertThat(said())
                .containsExactly(
                        "b.yaml:12:38: hooked, test 2: it was delivered",
                        "  after.result.id (line 12)",
                        "    expected  7",
                        "    actual    nothing",
                        "3 tests, 1 failed");
    }

    @Test
    void camelStepsRunAndTheirEndpointsAreNotCalled() throws IOException {
        Path inbox = temp.resolve("inbox");
        String path =
                file(
                        "c.yaml",
                        """
                        - route:
                            from:
                              uri: direct:look-up
                              steps:
                                - to: "sql:select name from person?dataSource=#journal"
                        - outflow:
                            id: steps
                            on: Register
                            before:
                              - to: direct:look-up
                              - setHeader: { name: X-Token, simple: "${secret:door}" }
                              - wireTap: { uri: "kafka:seen?brokers=nowhere.invalid:9092" }
                              - script: add.js
                            mapping: { name: $.data.name }
                            to: { uri: "https://crm.example" }
                            after:
                              - to: "file:INBOX"
                            tests:
                              - given: { type: Register, data: {} }
                                endpoints:
                                  "sql:select name from person": { body: { type: Register, data: { name: Ada } } }
                                expect:
                                  request: { body: { name: Ada! } }
                                  after: { status: done }
                              - given: { type: Register, data: { name: Bob } }
                                endpoints: { "sql:select name from person": { error: no such table } }
                                expect:
                                  error: { step: before, message: no such table }
                                  attempts: 6
                        """
                                .replace("INBOX", inbox.toString()));
        file("add.js", "function add(event) { event.data.name += '!'; return event; }");
        assertThat(run("test", path)).as(text(out) + text(err)).isZero();
        assertThat(inbox).doesNotExist();
    }

    @Test
    void everyWayToAnEndpointIsStoppedAndCanBeAnswered() throws IOException {
        String path =
                file(
                        "f.yaml",
                        """
                        - outflow:
                            id: ways
                            on: Register
                            before:
                              - setProperty: { name: event, simple: "${body}" }
                              - pipeline:
                                  steps:
                                    - wireTap: { uri: "kafka:tapped?brokers=nowhere.invalid:9092" }
                                    - enrich: { simple: "sql:select 1?dataSource=#journal" }
                                    - setProperty: { name: one, simple: "${body[0][one]}" }
                                    - pollEnrich: { constant: "file:/nowhere/at-all", timeout: "1000" }
                                    - setProperty: { name: two, simple: "${body}" }
                                    - pollEnrich: { constant: "file:/nowhere/else", timeout: "1000" }
                                    - toD: { uri: "http://${exchangeProperty.one}.invalid/x" }
                                    - recipientList: { constant: "mock:r1,mock:r2" }
                                    - multicast: { parallelProcessing: true, steps: [ { to: "seda:m1" } ] }
                                    - setBody: { simple: '{"type":"Register","data":{"one":"${exchangeProperty.one}","two":"${exchangeProperty.two}"}}' }
                            mapping: { one: $.data.one, two: $.data.two }
                            to: https://crm.example
                            tests:
                              - given: { type: Register, data: {} }
                                endpoints:
                                  "sql:select 1": { body: [{ one: first }] }
                                  "file:/nowhere/at-all": { body: second }
                                expect:
                                  request: { body: { one: first, two: second } }
                                  sent:
                                    - { endpoint: "kafka:tapped" }
                                    - { endpoint: "sql:select 1" }
                                    - { endpoint: "http://first.invalid/x" }
                                    - { endpoint: "mock:r1" }
                                    - { endpoint: "mock:r2" }
                                    - { endpoint: "seda:m1" }
                        """);
        assertThat(run("test", path)).as(text(out) + text(err)).isZero();
    }

    @Test
    void whatACamelEndpointWouldGetCanBeExpected() throws IOException {
        String path =
                file(
                        "d.yaml",
                        """
                        - outflow:
                            id: to-the-bus
                            on: Register
                            before:
                              - setHeader: { name: X-Token, simple: "${secret:door}" }
                            mapping: { uid: $.data.Uid }
                            to: "kafka:customers?brokers=nowhere.invalid:9092"
                            tests:
                              - given: { type: Register, data: { Uid: u1 } }
                                answers: [{ error: no broker }, { status: 200 }]
                                expect:
                                  attempts: [{ error: no broker }, { at: 30s }]
                                  request: { method: SEND, url: "kafka:customers?brokers=nowhere.invalid:9092", body: { uid: u1 } }
                                  sent:
                                    - { endpoint: "kafka:customers", headers: { X-Token: "{{secret:door}}" }, body: { uid: u1 } }
                                    - { endpoint: "kafka:customers?brokers=nowhere.invalid:9092", bodyContains: { uid: u2 } }
                        """);
        assertThat(run("test", path)).isEqualTo(1);
        assertThat(said())
                .containsExactly(
                        "d.yaml:16:91: to-the-bus, test 1: it was delivered at attempt 2",
                        "  sent.1.bodyContains.uid (line 16)",
                        "    expected  \"u2\"",
                        "    actual    \"u1\"",
                        "1 test, 1 failed");
    }

    @Test
    void nothingIsSentAndNoSecretIsRead() throws IOException {
        try (ThirdParty third = new ThirdParty()) {
            environment.put("TIDEGATE_SECRET_CRM", "the-text-of-a-secret");
            environment.put("TIDEGATE_ALLOW_PRIVATE_TARGETS", "true");
            String path =
                    file(
                            "e.yaml",
                            """
                            - outflow:
                                id: here
                                on: Register
                                to: { uri: "http://127.0.0.1:PORT/x", headers: { X-Key: "{{secret:crm}}" } }
                                after:
                                  - to: "http://127.0.0.1:PORT/y"
                                tests:
                                  - given: { type: Register, data: {} }
                                    expect: { request: { headers: { X-Key: the-text-of-a-secret } } }
                            """
                                    .replace("PORT", Integer.toString(third.port())));
            assertThat(run("test", path)).isEqualTo(1);
            assertThat(text(out))
                    .contains("    actual    \"{{secret:crm}}\"")
                    .contains("    expected  \"the-text-of-a-secret\"");
            assertThat(third.requests).isEmpty();
        }
        assertThat(temp.resolve("data")).doesNotExist();
    }

    @Test
    void filesWithMistakesAreNamedAndTheOthersTested() throws IOException {
        connector(
                "- { given: { type: Register, data: { ok: false } }, expect: { skipped: true } }");
        file(
                "b.yaml",
                "- outflow: { id: b, on: Login, to: https://b.example, tests: [{ givn: 1 }] }\n");
        file("c.yaml", "- outflow: { id: bare, on: Login, to: https://c.example }\n");
        assertThat(run("test", temp.toString())).isEqualTo(1);
        assertThat(said())
                .containsExactly(
                        "b.yaml:1:65: \"givn\" is not a key of test; did you mean \"given\"? (allowed: name, given,"
                                + " answers, endpoints, accounts, written, secrets, expect)",
                        "b.yaml:1:63: test has no \"given\", which it needs",
                        "b.yaml:1:63: test has no \"expect\", which it needs",
                        "1 test passed, 3 mistakes (files with mistakes are not tested); without tests: bare");
    }

    @Test
    void connectorsWithoutTestsAreNamedAndNotFailed() throws IOException {
        String path = file("c.yaml", "- outflow: { id: bare, on: Login, to: https://c.example }\n");
        assertThat(run("test", path)).isZero();
        assertThat(said()).containsExactly("no tests; without tests: bare");
    }

    @Test
    void aPathThatIsNotThereIsWrongUse() {
        assertThat(run("test", temp.resolve("none").toString())).isEqualTo(2);
        assertThat(text(err)).isEqualTo("tidegate: there is no file or folder " + temp + "/none\n");
    }

    @Test
    void resultsAreWrittenAsJunitXml() throws Exception {
        connector(
                """
                - { name: a < b, given: { type: Register, data: { ok: false } }, expect: { skipped: true } }
                - { given: { type: Register, data: { ok: false } }, expect: { status: failed } }
                """);
        file("b.yaml", "- outflow: { id: b, on: Login }\n");
        Path xml = temp.resolve("reports/tests.xml");
        assertThat(run("test", temp.toString(), "--junit", xml.toString())).isEqualTo(1);
        Element root =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(xml.toFile())
                        .getDocumentElement();
        Element suite = (Element) root.getElementsByTagName("testsuite").item(0);
        assertThat(suite.getAttribute("name")).isEqualTo("contacts");
        assertThat(suite.getAttribute("tests")).isEqualTo("2");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        Element first = (Element) suite.getElementsByTagName("testcase").item(0);
        assertThat(first.getAttribute("name")).isEqualTo("a < b");
        assertThat(first.getAttribute("classname")).isEqualTo("contacts");
        assertThat(first.getAttribute("line")).isEqualTo("10");
        Element failure = (Element) suite.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message"))
                .isEqualTo("it was skipped by rule $[?(@.data.ok == true)]");
        assertThat(failure.getTextContent().replace(temp + "/", ""))
                .isEqualTo("a.yaml:11:69: status\n  expected  \"failed\"\n  actual    \"skipped\"");
        Element error = (Element) root.getElementsByTagName("error").item(0);
        assertThat(error.getAttribute("message"))
                .isEqualTo("outflow has no \"to\", which it needs");

        assertThat(run("test", temp.toString(), "--junit", temp.toString())).isEqualTo(1);
        assertThat(temp.resolve("TEST-tidegate.xml")).exists();
    }

    @Test
    void resultsArePrintedAsJson() throws Exception {
        String path =
                connector(
                        "- { given: { type: Register, data: { ok: false } }, expect: { status: failed } }");
        assertThat(run("test", path, "--json")).isEqualTo(1);
        Map<?, ?> json = (Map<?, ?>) Json.parse(out.toByteArray());
        assertThat(json.get("mistakes")).isEqualTo(List.of());
        assertThat(json.get("untested")).isEqualTo(List.of());
        Map<?, ?> result = (Map<?, ?>) ((List<?>) json.get("results")).get(0);
        assertThat(result.get("passed")).isEqualTo(false);
        assertThat(result.get("line")).isEqualTo(10);
        assertThat(result.get("differences").toString())
                .contains("path=status", "expected=\"failed\"", "actual=\"skipped\"", "line=10");
    }
}
