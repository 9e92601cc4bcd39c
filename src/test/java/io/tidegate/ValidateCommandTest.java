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

/** {@code tidegate validate}, from its arguments to what it prints. */
class ValidateCommandTest {
    private static final String GOOD =
            "- outflow: { id: good, on: Login, to: https://x.example }\n";

    @TempDir private Path temp;
    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int validate(String... args) {
        out.reset();
        err.reset();
        var installation = new CommandInstallation(environment, new Properties(), sandbox -> 0);
        String[] all = new String[args.length + 1];
        all[0] = "validate";
        System.arraycopy(args, 0, all, 1, args.length);
        return new Cli(
                        installation,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .execute(all);
    }

    /** Paths in it are without the temporary folder. */
    private List<String> said() {
        return text(out).replace(temp + "/", "").lines().toList();
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private String file(String name, String content) throws IOException {
        Path file = temp.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content).toString();
    }

    @Test
    void filesWithoutAMistakeAreFine() throws IOException {
        file("a.yaml", GOOD);
        file("b.yaml", "# nothing\n");
        assertThat(validate(temp.toString())).isZero();
        assertThat(said()).containsExactly("2 files, 1 connector, no mistakes");
        assertThat(text(err)).isEmpty();
    }

    @Test
    void theRoutesFolderOfTheSettingsIsWhatItLooksAt() throws IOException {
        file("mine/a.yaml", GOOD);
        environment.put("TIDEGATE_ROUTES_DIR", temp.resolve("mine").toString());
        assertThat(validate()).isZero();
        assertThat(said()).containsExactly("1 file, 1 connector, no mistakes");
    }

    @Test
    void theSamplesHaveNoMistake() {
        assertThat(validate("routes")).as(text(out)).isZero();
        assertThat(said()).containsExactly("5 files, 5 connectors, no mistakes");
    }

    @Test
    void aPathThatIsNotThereIsWrongUse() throws IOException {
        assertThat(validate(temp.resolve("none").toString())).isEqualTo(2);
        assertThat(text(err))
                .isEqualTo(String.format("tidegate: there is no file or folder %s/none%n", temp));
        assertThat(validate(file("hook.js", ""))).isEqualTo(2);
        assertThat(text(err))
                .endsWith("hook.js is no route file: the server reads *.yaml and *.java\n");
        environment.put("TIDEGATE_ROUTES_DIR", temp.resolve("none").toString());
        assertThat(validate()).isEqualTo(2);
        environment.put("TIDEGATE_PORT", "x");
        assertThat(validate()).isEqualTo(2);
    }

    @Test
    void aWarningIsPrintedAndIsNoMistake() throws IOException {
        String path =
                file(
                        "a.yaml",
                        "- outflow:\n    id: a\n    on: Login\n    rules: [ $.data.Verified ]\n    to: https://x.example\n");
        assertThat(validate(path)).isZero();
        assertThat(said())
                .containsExactly(
                        "a.yaml:4:14: warning: rule $.data.Verified has no filter: it holds whenever the field is"
                                + " there, also when it is false or null; a condition is written as"
                                + " $[?(@.data.Field == 'value')]",
                        "1 file, 1 connector, no mistakes, 1 warning");
    }

    @Test
    void anIdIsTakenOverAllFilesAlsoOfAFileThatHasOtherMistakes() throws IOException {
        String one = file("one/a.yaml", "- outflow: { id: a, on: Logn, to: https://x.example }\n");
        String two = file("two/b.yaml", GOOD.replace("good", "a"));
        assertThat(validate(one, two, one)).isEqualTo(1);
        assertThat(said())
                .containsExactly(
                        "one/a.yaml:1:25: \"Logn\" is not in the trigger catalogue; did you mean \"Login\"? (a type of"
                                + " your own has a dot, such as com.acme.order.paid)",
                        "two/b.yaml:1:3: the id \"a\" is taken: it stands at one/a.yaml:1:3 too",
                        "2 files, 1 connector, 2 mistakes");
    }

    /** What is right of a file is built as if the rest were right too. */
    @Test
    void mistakesThatShowOnlyWhenARouteIsBuiltAreFoundBesideOthersOfTheFile() throws IOException {
        String path =
                file(
                        "a.yaml",
                        """
                        - outflow: { id: a, on: Logn, to: https://x.example }
                        - route:
                            id: unbuildable
                            from: { uri: "direct:x", steps: [ { bean: { ref: nobody } } ] }
                        - from: { uri: "direct:y", steps: [ { to: "kafak:x" } ] }
                        - from: { uri: "direct:z", steps: [ { log: x } ] }
                        - from: { uri: "direct:z", steps: [ { log: x } ] }
                        - from: { uri: "trigger:b?on=Logn", steps: [ { log: x } ] }
                        - from: { uri: "trigger:c", steps: [ { log: x } ] }
                        """);
        assertThat(validate(path)).isEqualTo(1);
        assertThat(said())
                .containsExactly(
                        "a.yaml:1:25: \"Logn\" is not in the trigger catalogue; did you mean \"Login\"? (a type of your own"
                                + " has a dot, such as com.acme.order.paid)",
                        "a.yaml:4:54: No bean could be found in the registry for: nobody",
                        "a.yaml:5:43: \"kafak:x\": there is no Camel component \"kafak\" on board; did you mean"
                                + " \"kafka\"?",
                        "a.yaml:7:3: another route begins with direct://z, which starts one route only",
                        "a.yaml:8:3: \"Logn\" is not in the trigger catalogue; did you mean \"Login\"? (a type of your own"
                                + " has a dot, such as com.acme.order.paid)",
                        "a.yaml:9:16: trigger:c has no \"on\", which it needs: the event types that start it",
                        "1 file, 3 connectors, 6 mistakes");
    }

    private static String java(String name, String lines) {
        return """
        import io.tidegate.connector.ConnectorBuilder;

        public class %s extends ConnectorBuilder {
            public void configure() {
        %s
            }
        }
        """
                .formatted(name, lines.indent(8).stripTrailing());
    }

    @Test
    void mistakesOfAJavaFileStandBesideThoseOfAYamlFile() throws IOException {
        file("a.yaml", "- outflow: { id: a, on: Logn, to: https://x.example }\n");
        file("B.java", java("B", "outflow(\"b\").on(\"Logn\").to(\"https://x.example\");"));
        file("C.java", java("C", "outflow(\"c\").onn(\"Login\");"));
        String unknown =
                "\"Logn\" is not in the trigger catalogue; did you mean \"Login\"? (a type of your own has a dot,"
                        + " such as com.acme.order.paid)";
        assertThat(validate(temp.toString())).isEqualTo(1);
        assertThat(said())
                .containsExactly(
                        "B.java:5:22: " + unknown,
                        "C.java:5:21: cannot find symbol; symbol: method onn(String); location: class Outflow;"
                                + " did you mean \"on\"?",
                        "a.yaml:1:25: " + unknown,
                        "3 files, 3 connectors, 3 mistakes");
        assertThat(validate(temp.resolve("B.java").toString())).isEqualTo(1);
        assertThat(said())
                .containsExactly("B.java:5:22: " + unknown, "1 file, 1 connector, 1 mistake");
    }

    /** As of a YAML file: warnings, ids that others have, and what shows only when it is built. */
    @Test
    void whatIsRightOfAJavaFileIsBuiltBesideItsMistakes() throws IOException {
        file(
                "A.java",
                java(
                        "A",
                        """
                        outflow("wrong").on("Login");
                        for (String id : java.util.List.of("first", "good")) {
                            outflow(id).on("Login").rules("$.data.Verified").to("https://x.example");
                        }
                        from("direct:x").to("kafak:x");
                        """));
        file("b.yaml", GOOD);
        assertThat(validate(temp.toString())).isEqualTo(1);
        String warning =
                "A.java:7:37: warning: rule $.data.Verified has no filter: it holds whenever the field is there, also"
                        + " when it is false or null; a condition is written as $[?(@.data.Field == 'value')]";
        assertThat(said())
                .containsExactly(
                        "A.java:5:9: outflow has no \"to\", which it needs",
                        warning,
                        warning,
                        "A.java:9:14: \"kafak:x\": there is no Camel component \"kafak\" on board; did you mean"
                                + " \"kafka\"?",
                        "b.yaml:1:3: the id \"good\" is taken: it stands at A.java:7:13 too",
                        "2 files, 3 connectors, 3 mistakes, 2 warnings");
    }

    @Test
    void jsonIsTheSameAsAnArrayAndNothingElse() throws Exception {
        String path =
                file(
                        "a.yaml",
                        "- outflow:\n    id: a\n    on: Logn\n    rules: [ $.data.Verified ]\n    to: https://x.example\n");
        assertThat(validate("--json", path)).isEqualTo(1);
        assertThat(Json.parse(out.toByteArray()))
                .isEqualTo(
                        List.of(
                                Map.of(
                                        "file",
                                        path,
                                        "line",
                                        3,
                                        "column",
                                        9,
                                        "message",
                                        "\"Logn\" is not in the trigger catalogue; did you mean \"Login\"? (a type of your"
                                                + " own has a dot, such as com.acme.order.paid)",
                                        "severity",
                                        "error"),
                                Map.of(
                                        "file",
                                        path,
                                        "line",
                                        4,
                                        "column",
                                        14,
                                        "message",
                                        "rule $.data.Verified has no filter: it holds whenever the field is there, also when"
                                                + " it is false or null; a condition is written as"
                                                + " $[?(@.data.Field == 'value')]",
                                        "severity",
                                        "warning")));
        assertThat(validate("--json", file("b.yaml", GOOD))).isZero();
        assertThat(said()).containsExactly("[]");
    }

    @Test
    void nothingIsStartedConnectedToOrMade() throws IOException {
        Path inbox = temp.resolve("inbox");
        environment.put("TIDEGATE_DATA_DIR", temp.resolve("data").toString());
        environment.put("TIDEGATE_DATABASE_URL", "jdbc:postgresql://nowhere.invalid/x");
        String path =
                file(
                        "a.yaml",
                        """
                        - from: { uri: "file:%s", steps: [ { to: "kafka:x?brokers=nowhere.invalid:9092" } ] }
                        - from: { uri: "platform-http:/mine", steps: [ { to: "events:" } ] }
                        - from:
                            uri: timer:now?repeatCount=1&delay=0
                            steps: [ { to: "sql:select 1?dataSource=#journal" } ]
                        - from: { uri: "kafka:orders?brokers=nowhere.invalid:9092", steps: [ { log: x } ] }
                        - from: { uri: "trigger:mine?on=Login", steps: [ { to: "http://nowhere.invalid" } ] }
                        """
                                .formatted(inbox));
        assertThat(validate(path)).as(text(out)).isZero();
        assertThat(said()).containsExactly("1 file, 1 connector, no mistakes");
        assertThat(inbox).doesNotExist();
        assertThat(temp.resolve("data")).doesNotExist();
    }
}
