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
                .contains(
                        "a.yaml:14:9: crm, a: it was delivered",
                        "  a.yaml:17:11: action: expected \"delete-account\", got \"upsert-account\"")
                .anySatisfy(line -> assertThat(line).contains("match.Email.0", "a@x.example"))
                .anySatisfy(line -> assertThat(line).contains("profile.FirstName", "nothing"))
                .anySatisfy(line -> assertThat(line).contains("outcome", "\"created\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "expect: { action: upsert }                     | \"action\" of expect must be one of create-account",
                "expect: { outcome: made }                      | \"outcome\" of expect must be one of created, updated, deleted, unchanged, not \"made\"",
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
