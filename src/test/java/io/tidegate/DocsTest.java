package io.tidegate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.cli.Cli;
import io.tidegate.config.Settings;
import io.tidegate.destination.Destination;
import io.tidegate.destination.Destinations;
import io.tidegate.format.Format;
import io.tidegate.mapping.Converters;
import io.tidegate.sandbox.SafeSettings;
import io.tidegate.sandbox.Sandbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the documents show is what the program does. */
class DocsTest {
    private static final Pattern BLOCK =
            Pattern.compile("(?s)```yaml\\n((?:#[^\\n]*\\n)?- (?:outflow|inflow|route):.*?)```");
    private static final Pattern DESTINATION =
            Pattern.compile("(?s)```yaml\\n(destination: (\\S+)\\n.*?)```");
    private static final Pattern KAMELET =
            Pattern.compile("(?s)```yaml\\n(apiVersion: .*?\\n  name: (\\S+)\\n.*?)```");
    private static final Pattern JAVA =
            Pattern.compile("(?s)```java\\n(.*?public class (\\w+) extends .*?)```");
    private static final Pattern METRIC = Pattern.compile("^\\| `(tidegate_[a-z_]+)`");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)");

    @TempDir private Path folder;

    static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            return Stream.concat(
                            Stream.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")),
                            docs.filter(page -> page.toString().endsWith(".md")))
                    .sorted()
                    .toList();
        }
    }

    static List<Path> pagesWithConnectors() throws IOException {
        List<Path> pages = new java.util.ArrayList<>();
        for (Path page : pages()) {
            if (BLOCK.matcher(Files.readString(page)).find()) {
                pages.add(page);
            }
        }
        return pages;
    }

    private Server start(Path routes) throws InterruptedException {
        SafeSettings safe =
                SafeSettings.of(
                        Map.of(
                                "TIDEGATE_DATA_DIR",
                                folder.toString(),
                                "TIDEGATE_ROUTES_DIR",
                                routes.toString(),
                                "TIDEGATE_RETRY_DELAY",
                                "20ms",
                                "TIDEGATE_PORT",
                                "0"),
                        new Properties());
        Settings settings =
                new Settings(safe.environment(), new Properties(), SafeSettings.DEFAULTS);
        return Server.start(
                settings, Optional.of(new Sandbox(settings.host(), settings.dataDir(), List.of())));
    }

    /** The number of connectors and routes. */
    private static int writeWhatIsShown(Path page, Path routes) throws IOException {
        for (String beside : List.of("hooks", "tables", "samples", "schemas")) {
            Files.createDirectory(routes.resolve(beside));
            try (Stream<Path> files = Files.list(Path.of("routes", beside))) {
                for (Path file : files.toList()) {
                    Files.copy(file, routes.resolve(beside).resolve(file.getFileName()));
                }
            }
        }
        List<String> blocks =
                BLOCK.matcher(Files.readString(page))
                        .results()
                        .map(found -> found.group(1))
                        .toList();
        for (int i = 0; i < blocks.size(); i++) {
            Files.writeString(routes.resolve("block-" + (i + 1) + ".camel.yaml"), blocks.get(i));
        }
        List<MatchResult> classes = JAVA.matcher(Files.readString(page)).results().toList();
        for (MatchResult found : classes) {
            Files.writeString(routes.resolve(found.group(2) + ".java"), found.group(1));
        }
        write(DESTINATION, page, routes.resolve("destinations"), ".yaml");
        int kamelets = write(KAMELET, page, routes.resolve("kamelets"), ".kamelet.yaml");
        return blocks.size() + classes.size() + kamelets;
    }

    private static String get(Server server, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @ParameterizedTest
    @MethodSource("pagesWithConnectors")
    void everyConnectorThatAPageShowsLoads(Path page) throws Exception {
        Path routes = Files.createDirectory(folder.resolve("routes"));
        int shown = writeWhatIsShown(page, routes);
        try (Server server = start(routes)) {
            assertThat(get(server, "/observe/health")).contains("\"degraded\":[]");
            assertThat(server.camelContext().getRoutes()).hasSize(shown);
        }
    }

    @ParameterizedTest
    @MethodSource("pagesWithConnectors")
    void everyTestThatAPageShowsPasses(Path page) throws IOException {
        Path routes = Files.createDirectory(folder.resolve("routes"));
        writeWhatIsShown(page, routes);
        boolean tests = Files.readString(page).matches("(?s).*(\\n +tests:\\n|\\.test\\().*");
        assertThat(tidegateOn(routes, "test"))
                .matches(
                        Pattern.compile(
                                tests
                                        ? "[1-9]\\d* tests? passed(; without tests: .*)?\\n"
                                        : "no tests; without tests: .*\\n"));
    }

    @Test
    void theFailureThatTestingShowsIsWhatIsPrinted() throws IOException {
        String page = Files.readString(Path.of("docs/testing.md"));
        List<String> blocks =
                Pattern.compile("(?s)```(?:yaml)?\\n(.*?)```")
                        .matcher(page)
                        .results()
                        .map(found -> found.group(1))
                        .toList();
        Path file = folder.resolve("welcome-mail.camel.yaml");
        Files.writeString(file, blocks.get(1));
        assertThat(tidegate("test", file.toString())).isEqualTo(blocks.get(2));
        Files.writeString(
                file,
                blocks.get(1)
                        .replace("example, template: welcome-v2", "example, template: welcome-v3"));
        assertThat(tidegate("test", file.toString()).replace(folder.toString(), "routes"))
                .isEqualTo(blocks.get(3));
    }

    @Test
    void theDryRunThatTestingShowsIsWhatIsPrinted() throws IOException {
        assertThat(Files.readString(Path.of("docs/testing.md")))
                .contains(
                        "```\n"
                                + tidegate(
                                        "dry-run",
                                        "crm-contacts",
                                        "--event",
                                        "routes/samples/ada.json")
                                + "```\n");
    }

    /** What a command prints. */
    private static String tidegate(String... arguments) {
        return tidegateOn(Path.of("routes"), arguments);
    }

    private static String tidegateOn(Path routes, String... arguments) {
        Map<String, String> settings = Map.of("TIDEGATE_ROUTES_DIR", routes.toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        new Cli(new CommandInstallation(settings, new Properties(), box -> 0), print, print)
                .execute(arguments);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Writes what a page shows into files that it names. */
    private static int write(Pattern shown, Path page, Path folder, String ending)
            throws IOException {
        List<MatchResult> all = shown.matcher(Files.readString(page)).results().toList();
        for (MatchResult found : all) {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(found.group(2) + ending), found.group(1));
        }
        return all.size();
    }

    @Test
    void everyShippedDestinationIsInTheTable() throws IOException {
        String page = Files.readString(Path.of("docs/destinations.md"));
        assertThat(Destinations.shipped())
                .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }

    /** The parts of a destination's file that the page shows alone. */
    @ParameterizedTest
    @ValueSource(strings = {"oauth2", "sign"})
    void whatADestinationIsSaidToHoldIsTaken(String key) throws Exception {
        String page = Files.readString(Path.of("docs/destinations.md"));
        String part = page.substring(page.indexOf("```yaml\n" + key + ":") + 8);
        String whole =
                """
                destination: x
                title: x
                required: [baseUrl, clientId, clientSecret, refreshToken, scope, signingSecret, previousSecret]
                properties:
                  baseUrl: { type: string, format: uri }
                  clientId: { type: string }
                  clientSecret: { type: string, format: password }
                  refreshToken: { type: string, format: password }
                  scope: { type: string }
                  signingSecret: { type: string, format: password }
                  previousSecret: { type: string, format: password }
                request: { url: https://x.example }
                """
                        + part.substring(0, part.indexOf("```"));
        Destination read =
                Destination.read(
                        new Load(LoadSettings.builder().build()).loadFromString(whole), "x");
        assertThat(read.authorization().oauth2() != null).isEqualTo(key.equals("oauth2"));
        assertThat(read.authorization().signing().isEmpty()).isEqualTo(key.equals("oauth2"));
    }

    @Test
    void everyMetricIsDocumentedAndNoOther() throws Exception {
        Set<String> documented =
                Files.readAllLines(Path.of("docs/operations.md")).stream()
                        .flatMap(line -> METRIC.matcher(line).results())
                        .map(found -> found.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
        try (Server server = start(Path.of("routes"))) {
            await().untilAsserted(
                            () ->
                                    assertThat(get(server, "/observe/metrics"))
                                            .contains("outcome=\"delivered\""));
            Set<String> exposed =
                    get(server, "/observe/metrics")
                            .lines()
                            .filter(line -> line.startsWith("# TYPE "))
                            .map(line -> line.split(" ")[2])
                            .filter(name -> !name.endsWith("_max"))
                            .collect(Collectors.toCollection(TreeSet::new));
            assertThat(documented).isEqualTo(exposed);
        }
    }

    @Test
    void everyConverterIsInTheTableAsTheCatalogueHasIt() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("docs/connectors.md"));
        Converters.catalogue()
                .forEach(
                        (name, what) ->
                                assertThat(lines).contains("| `" + name + "` | " + what + " |"));
    }

    @Test
    void everyFormIsInTheTableAsTheCatalogueHasIt() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("docs/connectors.md"));
        Format.catalogue()
                .forEach(
                        (word, what) ->
                                assertThat(lines).contains("| `" + word + "` | " + what + " |"));
    }

    @Test
    void everyLinkLeadsToAFileThatIsThere() throws IOException {
        for (Path page : pages()) {
            Path from = page.toAbsolutePath().getParent();
            LINK.matcher(Files.readString(page))
                    .results()
                    .map(found -> found.group(1))
                    .forEach(
                            link ->
                                    assertThat(from.resolve(link))
                                            .as("%s in %s", link, page)
                                            .exists());
        }
    }
}
