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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Inflows under {@code tidegate test} and {@code tidegate dry-run}. */
class InflowRehearsalTest {
    @TempDir private Path temp;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        out.reset();
        err.reset();
        Map<String, String> environment = new HashMap<>();
        environment.put("TIDEGATE_DATA_DIR", temp.resolve("data").toString());
        environment.put("TIDEGATE_ROUTES_DIR", temp.toString());
        var installation = new CommandInstallation(environment, new Properties(), sandbox -> 0);
        return new Cli(
                        installation,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .execute(args);
    }

    /** Its tests begin in line 14. */
    private String connector(String tests) throws IOException {
        String text =
                """
                - inflow:
                    id: crm
                    verify: { bearer: "{{secret:crm}}" }
                    id-from: $.data.id
                    items: $.data.all[*]
                    rules: [ "$[?(@.data.skip != true)]" ]
                    mapping:
                      Email[0].Value: { from: $.data.email, required: true }
                      FirstName: $.data.first
                      Roles: $.data.roles
                    sanitize: { invalid: drop }
                    action: upsert-account
                """;
        String file =
                tests.isEmpty() ? text : text + "    tests:\n" + tests.indent(6).stripTrailing();
        return Files.writeString(temp.resolve("a.yaml"), file + "\n").toString();
    }

    private List<String> said() {
        return out.toString(StandardCharsets.UTF_8).replace(temp + "/", "").lines().toList();
    }

    @Test
    void eachKindOfExpectationIsMet() throws IOException {
        Files.writeString(
                temp.resolve("post.json"),
                "{\"all\":[{\"id\":\"1\",\"email\":\"a@x.example\"},{\"id\":2,\"email\":\"b@x.example\"}]}");
        connector(
                """
                - given: { data: { id: 7, email: a@x.example, first: " A " } }
                  expect:
                    status: delivered
                    action: upsert-account
                    match: { Email: [a@x.example] }
                    profile: { Email: [{ Type: Primary, Value: a@x.example }], FirstName: A }
                    cleaned: [{ field: "Email[0].Type" }, { field: FirstName, change: trimmed }]
                    outcome: created
                    attempts: 1
                    request: { method: ACTION, url: "identity:upsert-account" }
                - accounts: [{ Uid: u1, FirstName: B, Email: [{ Type: Primary, Value: a@x.example }] }]
                  given: { data: { email: A@x.example, first: A } }
                  expect: { outcome: updated, changed: [FirstName], profileContains: { FirstName: A } }
                - accounts: [{ Email: [{ Value: a@x.example, Type: Primary }], Roles: [a] }]
                  given: { data: { email: a@x.example, roles: [a] } }
                  expect: { outcome: unchanged, changed: [] }
                - given: { data: { email: a@x.example, skip: true } }
                  expect: { skipped: "$[?(@.data.skip != true)]" }
                - given: { file: post.json }
                  expect:
                    - { match: { Email: [a@x.example] } }
                    - { match: { Email: [b@x.example] } }
                - given: { data: { email: a@x.example } }
                  answers: [timeout, 429, { error: no line }, 200]
                  expect:
                    attempts: [{ at: 0s, error: no complete answer }, { status: 429 }, { error: no line }, { at: 90s, status: 200 }]
                - given: { data: { email: a@x.example } }
                  answers: 400
                  expect: { failedQuery: { stage: request, attempts: 1, responseStatus: 400 } }
                """);

        assertThat(run("test", temp.toString())).as(said() + err.toString()).isZero();
        assertThat(said()).containsExactly("8 tests passed");
    }

    @Test
    void aPostIsJudgedAsTheEndpointDoes() throws IOException {
        Files.writeString(
                temp.resolve("schema.json"),
                "{\"required\":[\"all\"],\"properties\":{\"all\":{\"items\":{\"required\":[\"email\"]}}}}");
        Files.writeString(temp.resolve("hello.txt"), "Hello, World!");
        Files.writeString(
                temp.resolve("b.yaml"),
                """
                - inflow:
                    id: desk
                    system: desk
                    verify: { hmac: { secret: "{{secret:desk}}", header: X-Hub-Signature-256, prefix: sha256= } }
                    schema: schema.json
                    items: $.data.all[*]
                    mapping: { "Email[0].Value": $.data.email }
                    action: upsert-account
                    tests:
                      - given: { post: { body: { all: [{ email: a@x.example }, { email: b@x.example }] } } }
                        expect:
                          - { match: { Email: [a@x.example] }, outcome: created }
                          - { match: { Email: [b@x.example] } }
                      - name: what is not signed is not read
                        given: { post: { body: "no json", signed: false } }
                        expect: { refused: { status: 401, detail: comes from the third party } }
                      - name: the signature of GitHub's documentation
                        secrets: { desk: "It's a Secret to Everybody" }
                        given:
                          post:
                            headers:
                              X-Hub-Signature-256: sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17
                            file: hello.txt
                            signed: false
                        expect: { refused: { status: 400 } }
                      - given: { post: { body: { all: [{ name: a }] } } }
                        expect: { refused: { status: 422, errors: [{ pointer: /all/0, detail: email }] } }
                      - given: { post: { body: "all=1", headers: { content-type: text/plain } } }
                        expect: { refused: true }
                """);
        Files.writeString(
                temp.resolve("c.yaml"),
                """
                - inflow:
                    id: standard
                    verify: { standard-webhooks: "{{secret:standard}}" }
                    mapping: { "Email[0].Value": $.data.email, FirstName: $.data.first }
                    action: upsert-account
                    match: [Email]
                    tests:
                      - given: { post: { body: "email=a%40x.example", headers: { Content-Type: application/x-www-form-urlencoded } } }
                        expect: { profileContains: { Email: [{ Value: a@x.example }] } }
                      - name: an old signature is refused
                        secrets: { standard: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw }
                        given:
                          post:
                            headers:
                              webhook-id: msg_p5jXN8AQM9LWM0D4loKWxJek
                              webhook-timestamp: "1614265330"
                              webhook-signature: v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                            body: '{"test": 2432232314}'
                            signed: false
                        expect: { refused: { status: 401 } }
                      - name: at its own time it is right
                        secrets: { standard: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw }
                        given:
                          post:
                            headers:
                              webhook-id: msg_p5jXN8AQM9LWM0D4loKWxJek
                              webhook-timestamp: "1614265330"
                              webhook-signature: v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
                            body: '{"test": 2432232314}'
                            signed: false
                            receivedAt: "2021-02-25T15:02:10Z"
                        expect: { error: { step: request } }
                """);

        assertThat(run("test", temp.toString())).as(said() + err.toString()).isZero();
        assertThat(said()).contains("9 tests passed");
    }

    @Test
    void conflictsAndEchoesAreJudgedAsInProduction() throws IOException {
        Files.writeString(
                temp.resolve("crm.yaml"),
                """
                - inflow:
                    id: later
                    system: crm
                    verify: { none: true }
                    mapping: { Uid: $.data.id, FirstName: $.data.first, Company: $.data.company, ModifiedDate: $.data.at }
                    action: update-account
                    match: [Uid]
                    conflict: last-write
                    tests:
                      - name: the account was changed later
                        accounts: [{ Uid: u1, FirstName: Ada, ProfileModifiedDate: "2025-12-31T12:00:00Z" }]
                        given: { data: { id: u1, first: Ann, at: "2025-12-31T11:00:00Z" } }
                        expect:
                          status: skipped
                          outcome: withheld
                          lost: [{ field: FirstName, posted: Ann, kept: Ada, by: later }]
                      - name: what is empty there is filled all the same
                        accounts: [{ Uid: u1, FirstName: Ada, ProfileModifiedDate: "2025-12-31T12:00:00Z" }]
                        given: { data: { id: u1, first: Ann, company: Acme, at: "2025-12-31T11:00:00Z" } }
                        expect: { outcome: updated, changed: [Company], lost: [{ field: FirstName }] }
                      - name: the post is the later one
                        accounts: [{ Uid: u1, FirstName: Ada, ProfileModifiedDate: "2025-12-31T12:00:00Z" }]
                        given: { data: { id: u1, first: Ann, at: "2025-12-31T13:00:00Z" } }
                        expect: { outcome: updated, changed: [FirstName] }
                - inflow:
                    id: fill
                    system: crm
                    verify: { none: true }
                    mapping: { Uid: $.data.id, FirstName: $.data.first }
                    action: update-account
                    match: [Uid]
                    conflict: fill-empty
                    echo: suppress
                    tests:
                      - accounts: [{ Uid: u1, FirstName: Ada }]
                        given: { data: { id: u1, first: Ann } }
                        expect: { skipped: true, lost: [{ by: not-empty }] }
                      - accounts: [{ Uid: u1 }]
                        given: { data: { id: u1, first: Ann } }
                        expect: { outcome: updated, published: [{ type: UpdateProfile, subject: u1 }] }
                - outflow:
                    id: back
                    system: crm
                    on: UpdateProfile
                    to: https://api.crm.example/contacts
                    tests:
                      - name: its own change does not go back to it
                        accounts: [{ Uid: u1, FirstName: Ada }]
                        written: [{ Uid: u1, FirstName: Ann }]
                        given: { type: UpdateProfile, subject: u1, data: { Uid: u1, FirstName: Ann } }
                        expect: { status: skipped, skipped: echo }
                      - name: a change of somebody else does
                        accounts: [{ Uid: u1, FirstName: Ada }]
                        written: [{ Uid: u1, FirstName: Ann }]
                        given: { type: UpdateProfile, subject: u1, data: { Uid: u1, FirstName: Eve } }
                        expect: { status: delivered }
                """);

        assertThat(run("test", temp.toString())).as(said() + err.toString()).isZero();
        assertThat(said()).contains("7 tests passed");
    }

    @Test
    void whatDoesNotBelongToTheDirectionIsAMistake() throws IOException {
        connector(
                """
                - given: { post: { signed: false } }
                  written: [{ Uid: u1 }]
                  expect: { lost: [{ by: luck }], refused: 401 }
                """);
        Files.writeString(
                temp.resolve("out.yaml"),
                """
                - outflow:
                    id: out
                    on: Register
                    to: https://api.crm.example/contacts
                    tests:
                      - given: { post: { body: {} } }
                        written: [{ Uid: u1 }]
                        secrets: { a: b }
                        expect: { refused: true }
                """);

        assertThat(run("test", temp.toString())).isEqualTo(1);
        assertThat(String.join("\n", said()))
                .contains("\"post\" of given needs \"body\", or \"file\"")
                .contains("\"written\" of test is for outflows")
                .contains("later, not-empty, reported")
                .contains("true or a map with status, detail and errors")
                .contains("\"post\" of given is for inflows")
                .contains("names no \"system\"")
                .contains("\"secrets\" of test is for inflows")
                .contains("\"refused\" of expect is for inflows");
    }

    @Test
    void whatDiffersIsToldWhereItWasExpected() throws IOException {
        connector(
                """
                - name: a
                  given: { data: { email: a@x.example } }
                  expect:
                    action: delete-account
                    match: { Email: [b@x.example] }
                    profile: { FirstName: A }
                    outcome: updated
                """);

        assertThat(run("test", temp.toString())).isEqualTo(1);
        assertThat(said())
                .containsExactly(
                        "a.yaml:17:11: crm, a: it was delivered",
                        "  action (line 17)",
                        "    expected  \"delete-account\"",
                        "    actual    \"upsert-account\"",
                        "  match.Email.0 (line 18)",
                        "    expected  \"b@x.example\"",
                        "    actual    \"a@x.example\"",
                        "  profile.FirstName (line 19)",
                        "    expected  \"A\"",
                        "    actual    nothing",
                        "  profile.Email (line 19)",
                        "    expected  nothing",
                        "    actual    [{\"Value\":\"a@x.example\",\"Type\":\"Primary\"}]",
                        "  outcome (line 20)",
                        "    expected  \"updated\"",
                        "    actual    \"created\"",
                        "1 test, 1 failed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "expect: { action: upsert }                     | \"action\" of expect must be one of create-account",
                "expect: { outcome: made }                      | \"outcome\" of expect must be one of created, updated, deleted, unchanged, withheld, not \"made\"",
                "expect: { cleaned: [{ feld: a }] }             | \"feld\" is not a key of cleaned; did you mean \"field\"? (allowed: field, change, was, now)",
                "expect: { profile: {}, profileContains: {} }   | \"profile\" of expect is the whole profile, \"profileContains\" a part of it: write one of them",
                "accounts: [u1], expect: { outcome: created }   | an account must be a map, such as { Uid: u1, Email: [{ Value: ann@mail.example }] }, not \"u1\"",
            })
    void aMistakeInATestIsTold(String rest, String message) throws IOException {
        connector("- { given: { data: {} }, " + rest + " }");

        assertThat(run("validate", temp.toString())).isEqualTo(1);
        assertThat(said()).anySatisfy(line -> assertThat(line).contains(message));
    }

    private int dryRun(String json, String... more) throws IOException {
        Path file = Files.writeString(temp.resolve("e.json"), json);
        List<String> args = new java.util.ArrayList<>(List.of("dry-run", "crm", "--event"));
        args.add(file.toString());
        args.addAll(List.of(more));
        return run(args.toArray(String[]::new));
    }

    @Test
    void aPostIsTriedAsItsThirdPartySendsIt() throws IOException {
        connector("");

        assertThat(
                        dryRun(
                                "{\"all\":[{\"id\":1,\"email\":\"a@x.example\",\"first\":\"<b>A</b>\"}]}"))
                .as(err.toString())
                .isZero();
        assertThat(said())
                .contains(
                        "  holds  $[?(@.data.skip != true)]",
                        "  Email[0].Value  $.data.email  \"a@x.example\"",
                        "cleaned",
                        "action",
                        "  upsert-account",
                        "  by Email [\"a@x.example\"]",
                        "  {\"Email\":[{\"Value\":\"a@x.example\",\"Type\":\"Primary\"}],\"FirstName\":\"A\"}",
                        "calls, if no account is found",
                        "  look the account up by Email a@x.example",
                        "  create an account",
                        "Nothing was sent: this is the action that would be done.")
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .contains("FirstName", "HTML stripped", "<b>A</b>", "→"));
    }

    @Test
    void anEventOfItsTypeIsTriedToo() throws Exception {
        connector("");

        assertThat(
                        dryRun(
                                "{\"type\":\"inflow.crm\",\"data\":{\"id\":\"p-7\",\"email\":\"a@x.example\"}}",
                                "--json"))
                .isZero();
        Map<?, ?> run = (Map<?, ?>) Json.parse(out.toByteArray());
        assertThat((Map<Object, Object>) (Map<?, ?>) (Map<?, ?>) run.get("event"))
                .containsEntry("id", "p-7")
                .containsEntry("source", "/inflow/crm")
                .containsEntry("subject", "a@x.example");
        assertThat(run.get("triggered")).isEqualTo(true);
        assertThat(run.get("outcome")).isEqualTo("request");
        assertThat(run.get("action").toString()).contains("action=upsert-account", "calls=[look");
    }

    @Test
    void aPostOfManyIsRefused() throws IOException {
        connector("");

        assertThat(dryRun("{\"all\":[{\"id\":1},{\"id\":2}]}")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("holds 2 events: one is needed");
    }

    @Test
    void whatWasTriedIsSavedAsATestThatPasses() throws IOException {
        connector("");

        assertThat(dryRun("{\"all\":[{\"id\":1,\"email\":\"a@x.example\"}]}", "--save-test"))
                .as(err.toString())
                .isZero();
        assertThat(Files.readString(temp.resolve("a.yaml")))
                .contains("tests:", "name: inflow.crm is done", "action: upsert-account");
        assertThat(run("test", temp.toString())).as(said() + err.toString()).isZero();
        assertThat(said()).containsExactly("1 test passed");
    }
}
