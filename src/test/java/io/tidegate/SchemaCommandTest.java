package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.cli.Cli;
import io.tidegate.connector.RouteSchema;
import io.tidegate.destination.Destinations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tidegate schema}, from its arguments to the file. */
class SchemaCommandTest {
    private static final String CONNECTOR =
            "# yaml-language-server: $schema=.schema.json\n- outflow: { id: good, on: Login, to: https://x.example }\n";

    @TempDir private Path temp;
    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void writeAConnector() throws IOException {
        Files.createDirectory(temp.resolve("routes"));
        Files.writeString(temp.resolve("routes/a.yaml"), CONNECTOR);
        environment.put("TIDEGATE_ROUTES_DIR", temp.resolve("routes").toString());
    }

    private int run(String... args) {
        out.reset();
        err.reset();
        return new Cli(
                        new CommandInstallation(environment, new Properties(), sandbox -> 0),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .execute(args);
    }

    private String said(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace(temp + "/", "").strip();
    }

    @Test
    void itLiesWhereTheFirstLineOfARouteFileNamesIt() throws IOException {
        assertThat(run("schema")).isZero();
        assertThat(said(out))
                .isEqualTo(
                        "routes/.schema.json is written; route files beside it name it in their first line:"
                                + " # yaml-language-server: $schema=.schema.json");
        assertThat(temp.resolve("routes/.schema.json"))
                .hasContent(RouteSchema.text(Destinations.SHIPPED));

        assertThat(run("validate")).isZero();
        assertThat(said(out)).isEqualTo("1 file, 1 connector, no mistakes");
    }

    @Test
    void anotherFileMayBeNamed() {
        assertThat(run("schema", temp.resolve("mine.json").toString())).isZero();
        assertThat(said(out)).startsWith("mine.json is written;").endsWith("$schema=mine.json");
        assertThat(temp.resolve("mine.json")).hasContent(RouteSchema.text(Destinations.SHIPPED));
    }

    @Test
    void aDashIsStandardOutput() {
        assertThat(run("schema", "-")).isZero();
        assertThat(said(out)).isEqualTo(RouteSchema.text(Destinations.SHIPPED));
        assertThat(temp.resolve("routes/.schema.json")).doesNotExist();
    }

    @Test
    void aDestinationOfOnesOwnIsInIt() throws IOException {
        Path folder = Files.createDirectory(temp.resolve("routes/destinations"));
        Files.writeString(
                folder.resolve("press-subscribe.yaml"),
                """
                destination: press-subscribe
                title: A press
                description: Adds a reader.
                required: [listId]
                properties: { listId: { type: string } }
                request: { url: "https://press.example/{{listId}}" }
                """);
        assertThat(run("validate")).as(said(out)).isZero();

        assertThat(run("schema", "-")).isZero();

        assertThat(said(out)).contains("press-subscribe", "\"listId\"");
        assertThat(RouteSchema.text(Destinations.SHIPPED)).doesNotContain("press-subscribe");
    }

    @Test
    void aFolderThatIsNotThereIsSaid() {
        environment.put("TIDEGATE_ROUTES_DIR", temp.resolve("none").toString());
        assertThat(run("schema")).isEqualTo(1);
        assertThat(said(err))
                .isEqualTo(
                        "tidegate: the schema cannot be written to none/.schema.json: there is no folder none");
    }
}
