package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.cli.Cli;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code tidegate test} says of each of the {@code tests} what came of it, whatever is in it. */
class EveryTestHasAResultTest {
    private static final String DESK =
            """
            - inflow:
                id: desk
                verify: { none: true }
                id-from: $.data.id
                items: $.data.all[*]
                mapping: { "Email[0].Value": $.data.email }
                action: upsert-account
                tests:
                  - given: { post: { body: { all: %s } } }
                    expect: %s
            """;

    private static final String BACK =
            """
            - outflow:
                id: back
                system: crm
                on: UpdateProfile
                to: https://api.crm.example/contacts
                tests:
                  - name: cannot be
                    accounts: [{ Uid: u1, FirstName: Ada }]
                    written: [{ Uid: u2, FirstName: Ann }]
                    given: { type: UpdateProfile, subject: u1, data: { Uid: u1 } }
                    expect: { status: delivered }
                  - name: can
                    given: { type: UpdateProfile, subject: u1, data: { Uid: u1 } }
                    expect: { status: delivered }
            """;

    @TempDir private Path temp;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private int run(String command, String file) throws IOException {
        Files.writeString(temp.resolve("a.yaml"), file);
        var installation =
                new CommandInstallation(
                        Map.of(
                                "TIDEGATE_DATA_DIR", temp.resolve("data").toString(),
                                "TIDEGATE_ROUTES_DIR", temp.toString()),
                        new Properties(),
                        sandbox -> 0);
        PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new Cli(installation, to, to).execute(command, temp.toString());
    }

    private List<String> said() {
        return out.toString(StandardCharsets.UTF_8).replace(temp + "/", "").lines().toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    { status: delivered }
                    [{ status: delivered }, { status: delivered }]
                    { refused: true }
                    """)
    void aPostWithoutItemsFailsItsTest(String expect) throws Exception {
        assertThat(run("test", DESK.formatted("[]", expect))).isEqualTo(1);

        assertThat(said())
                .containsExactly(
                        "a.yaml:9:24: desk, test 1: it was not run",
                        "  given (line 9)",
                        "    expected  an event",
                        "    actual    a post that makes no event: its list of items is empty",
                        "1 test, 1 failed");
    }

    @Test
    void whatCannotBeWrittenFailsItsTestAndNoOther() throws Exception {
        assertThat(run("test", BACK)).isEqualTo(1);

        assertThat(said())
                .startsWith(
                        "a.yaml:7:9: back, cannot be: it was not run to its end",
                        "  test (line 7)",
                        "    expected  an event that can be tried")
                .anySatisfy(line -> assertThat(line).contains("what is \"written\" cannot be"))
                .endsWith("2 tests, 1 failed");
    }

    @Test
    void refusedTrueIsAnyRefusal() throws Exception {
        assertThat(run("test", DESK.formatted("7", "{ refused: true }"))).as("%s", said()).isZero();

        assertThat(said()).containsExactly("1 test passed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    { refused: "true" }               | 28 | "refused" of expect must be true, not a text: write it without quotes
                    { skipped: 'true' }               | 28 | "skipped" of expect must be true, not a text: write it without quotes
                    { attempts: "2" }                 | 29 | "attempts" of expect must be a number, not a text: write it without quotes
                    { refused: { status: "401" } }    | 38 | "status" of refused must be a number, not a text: write it without quotes
                    { refused: no }                   | 28 | "refused" of expect must be true or a map with status, detail and errors, not "no"
                    { refused: false }                | 28 | "refused" of expect must be true or a map with status, detail and errors, not "false"
                    { refused: [true] }               | 28 | "refused" of expect must be true or a map with status, detail and errors, not a list
                    """,
            quoteCharacter = '`')
    void aWrongTypeIsToldWithItsPlace(String expect, int column, String message) throws Exception {
        assertThat(run("validate", DESK.formatted("[]", expect))).isEqualTo(1);

        assertThat(said())
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .startsWith("a.yaml:10:" + column + ": ")
                                        .contains(message));
    }
}
