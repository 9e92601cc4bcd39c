package io.tidegate.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.hook.ScriptLimits;
import io.tidegate.mapping.Converters;
import io.tidegate.mapping.MappingKeys;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.Model;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Java files among the routes: what is loaded of them, and what their authors are told. */
class JavaFilesTest {
    /** Keys of the YAML whose word in Java is another one. */
    private static final Map<String, String> OTHERS =
            Map.of(
                    "mapping", "map",
                    "before", "beforeScript",
                    "after", "afterScript",
                    "tests", "test");

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final TestRoutes routes = new TestRoutes();
    @TempDir private Path folder;

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private Loaded load() throws Exception {
        return new ConnectorFiles(context, routes, Terms.DEFAULT, ScriptLimits.DEFAULT)
                .load(folder);
    }

    private Loaded load(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text);
        return load();
    }

    /** A class whose {@code configure} begins in line 5. */
    private static String builder(String type, String lines) {
        return """
        import io.tidegate.connector.ConnectorBuilder;
        import org.apache.camel.builder.RouteBuilder;
        public class X extends %s {
            public void configure() throws Exception {
        %s
            }
        }
        """
                .formatted(type, lines.indent(8).stripTrailing());
    }

    private List<String> mistakes(String text) throws Exception {
        Loaded loaded = load("X.java", text);
        assertThat(loaded.connectors()).isEmpty();
        return loaded.mistakes().stream().map(m -> m.toString().replace(folder + "/", "")).toList();
    }

    private List<String> configure(String lines) throws Exception {
        return mistakes(builder("ConnectorBuilder", lines));
    }

    @Test
    void aClassThatListensToTheContextIsTold() throws Exception {
        int before = context.getLifecycleStrategies().size();
        String listens =
                """
                }
                public void onContextStopping(org.apache.camel.CamelContext context) {
                """;
        Loaded loaded =
                load(
                        "X.java",
                        builder(
                                "ConnectorBuilder implements org.apache.camel.spi.OnCamelContextStopping",
                                listens));
        assertThat(loaded.mistakes()).isEmpty();
        assertThat(context.getLifecycleStrategies()).hasSize(before + 1);
    }

    @Test
    void theSameWordsAreTheSameConnector() throws Exception {
        Path written = Path.of("src/test/resources/io/tidegate/java");
        for (String file : List.of("hooks/normalise-phone.js", "tables/countries.csv")) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.copy(Path.of("routes").resolve(file), folder.resolve(file));
        }
        Files.writeString(folder.resolve("hooks/remember.js"), "function f() { return 1; }");
        Loaded java =
                load(
                        "EveryWord.java",
                        Files.readString(written.resolve("EveryWord.java")).replace("PORT", "1"));
        Files.delete(folder.resolve("EveryWord.java"));
        Loaded yaml =
                load(
                        "z.yaml",
                        Files.readString(written.resolve("every-word.camel.yaml"))
                                .replace("PORT", "1")
                                .replace("id: every-word", "id: other"));

        assertThat(java.mistakes()).isEmpty();
        assertThat(yaml.mistakes()).isEmpty();
        Connector one = java.connectors().get(0);
        Connector other = yaml.connectors().get(0);
        assertThat(one.label().mark().toString()).endsWith("EveryWord.java:9:9");
        assertThat(one.label().title()).isEqualTo(other.label().title());
        assertThat(one.label().system()).isEqualTo(other.label().system());
        assertThat(one.on()).isEqualTo(other.on());
        assertThat(one.terms()).isEqualTo(other.terms());
        assertThat(one.tests())
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*mark", ".*at")
                .isEqualTo(other.tests());
        assertThat(one.stages().before()).hasSameSizeAs(other.stages().before());
        assertThat(one.stages().after()).hasSameSizeAs(other.stages().after());
        assertThat(one.stages().mapping().targets()).isEqualTo(other.stages().mapping().targets());
        HttpTarget to = (HttpTarget) one.to();
        assertThat(to)
                .isEqualTo(
                        new HttpTarget(
                                ((HttpTarget) other.to()).uri(),
                                "PUT",
                                ((HttpTarget) other.to()).headers(),
                                to.mark()));
    }

    @Test
    void aDestinationIsTheSameAsInYaml() throws Exception {
        Loaded java =
                load(
                        "X.java",
                        builder(
                                "ConnectorBuilder",
                                """
                                outflow("x").on("Register")
                                    .map("text").value("hello")
                                    .toDestination("slack-message")
                                        .with("botToken", "{{secret:slack}}")
                                        .with("channel", "C1")
                                    .concurrency(2);
                                """));
        Files.delete(folder.resolve("X.java"));
        Loaded yaml =
                load(
                        "y.yaml",
                        """
                        - outflow:
                            id: y
                            on: Register
                            mapping: { text: { value: hello } }
                            to: { destination: slack-message, botToken: "{{secret:slack}}", channel: C1 }
                        """);
        assertThat(java.mistakes()).isEmpty();
        assertThat(yaml.mistakes()).isEmpty();
        HttpTarget one = (HttpTarget) java.connectors().get(0).to();
        HttpTarget other = (HttpTarget) yaml.connectors().get(0).to();
        assertThat(one.uri()).isEqualTo(other.uri());
        assertThat(one.headers()).isEqualTo(other.headers());
        assertThat(one.destination().envelope().around(Map.of("text", "a")))
                .isEqualTo(other.destination().envelope().around(Map.of("text", "a")))
                .isEqualTo(Map.of("channel", "C1", "text", "a"));
        assertThat(java.connectors().get(0).terms().concurrency()).isEqualTo(2);
    }

    @Test
    void aWrongParameterLeadsToItsCall() throws Exception {
        assertThat(
                        configure(
                                """
                                outflow("x").on("Register")
                                    .map("text").value("hello")
                                    .toDestination("slack-message")
                                        .with("botToken", "xoxb-1")
                                        .with("chanel", "C1");
                                """))
                .containsExactly(
                        "X.java:8:18: \"botToken\" is a secret, and would be readable in this file: write"
                                + " \"{{secret:NAME}}\", and set it by tidegate secret set NAME",
                        "X.java:9:18: \"chanel\" is not a parameter of slack-message; did you mean \"channel\"? (parameters:"
                                + " botToken, channel, baseUrl)",
                        "X.java:7:14: slack-message needs \"channel\", text");
    }

    @Test
    void everyKeyOfAnInflowHasItsWord() {
        Map<String, String> others = new HashMap<>(OTHERS);
        others.put("id-from", "idFrom");
        assertThat(names(Inflow.class))
                .containsAll(
                        InflowKeys.INFLOW.names().stream()
                                .filter(key -> !key.equals("id"))
                                .map(key -> others.getOrDefault(key, key))
                                .toList());
        assertThat(names(InflowVerify.class))
                .containsExactlyInAnyOrder("standardWebhooks", "hmac", "bearer", "basic", "none");
        assertThat(InflowKeys.VERIFY.names()).hasSize(5);
        assertThat(names(InflowSanitize.class)).containsAll(InflowKeys.SANITIZE.names());
        assertThat(names(InflowHmac.class)).containsAll(List.of("algorithm", "encoding", "prefix"));
        List.of("Field", "Source", "Retry")
                .forEach(
                        part ->
                                assertThat(words("Inflow" + part))
                                        .isEqualTo(words("Outflow" + part)));
    }

    @Test
    void everyKeyOfTheYamlHasItsWord() {
        List<String> words = names(Outflow.class);
        assertThat(words)
                .containsAll(
                        OutflowKeys.OUTFLOW.names().stream()
                                .filter(key -> !key.equals("id"))
                                .map(key -> OTHERS.getOrDefault(key, key))
                                .toList());
    }

    @Test
    void everyConverterHasItsWord() {
        Map<String, String> others = Map.of("boolean", "bool", "phone-e164", "phoneE164");
        assertThat(names(Conversions.class))
                .containsExactlyInAnyOrderElementsOf(
                        Converters.catalogue().keySet().stream()
                                .map(name -> others.getOrDefault(name, name))
                                .toList());
    }

    @Test
    void everyKeyOfAMappedFieldHasItsWord() throws Exception {
        Map<String, String> others = Map.of("default", "defaultValue");
        List<String> keys = new ArrayList<>();
        JsonNode schema = new ObjectMapper().valueToTree(MappingKeys.shape().schema());
        schema.at("/additionalProperties/anyOf/1/properties")
                .fieldNames()
                .forEachRemaining(keys::add);
        assertThat(keys).contains("convert");
        assertThat(
                        Stream.concat(
                                        names(OutflowSource.class).stream(),
                                        names(OutflowField.class).stream())
                                .toList())
                .containsAll(keys.stream().map(key -> others.getOrDefault(key, key)).toList());
    }

    /** Of a part alone, without those of the connector that go on behind it. */
    private static List<String> words(String part) {
        try {
            return words(Class.forName("io.tidegate.connector." + part)).sorted().toList();
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> names(Class<?> type) {
        return Stream.of(type, type.getSuperclass())
                .filter(one -> one != null && one != Object.class)
                .flatMap(JavaFilesTest::words)
                .distinct()
                .toList();
    }

    private static Stream<String> words(Class<?> type) {
        return Stream.of(type.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .filter(method -> java.lang.reflect.Modifier.isPublic(method.getModifiers()))
                .map(Method::getName)
                .distinct();
    }

    @Test
    void aMistakeIsToldAsInYamlAndLeadsToTheCall() throws Exception {
        assertThat(
                        configure(
                                """
                                outflow("a b").on("Registr")
                                    .title("A").title("B")
                                    .rules("$[?(")
                                    .map("email").from("data.Email").convert(truncate(0))
                                    .map("email").value(1)
                                    .to("https://api.crm.example/v1/{mail}").method("PUTT")
                                    .header("Host", "x")
                                    .retry().delay("soon").backOff(0.5).giveUpOn(200)
                                    .timeouts().connect("2h")
                                    .beforeScript("none.js");
                                outflow("empty");
                                """))
                .contains(
                        "X.java:6:14: \"title\" stands twice in outflow, first in line 6",
                        "X.java:5:24: \"Registr\" is not in the trigger catalogue; did you mean \"Register\"? (a type of"
                                + " your own has a dot, such as com.acme.order.paid)",
                        "X.java:9:14: \"email\" stands twice in one map",
                        "X.java:10:54: \"method\" of to must be one of POST, PUT, PATCH, DELETE, GET (did you mean PUT?),"
                                + " not \"PUTT\"",
                        "X.java:12:22: \"delay\" of retry must be 10ms to 7d (a number with ms, s, m, h or d, such as 30s,"
                                + " or ISO such as PT30S), not \"soon\"",
                        "X.java:15:9: outflow has no \"on\", which it needs",
                        "X.java:15:9: outflow has no \"to\", which it needs")
                .allMatch(line -> line.startsWith("X.java:"));
    }

    @Test
    void whatTheCompilerSaysHasLineAndColumnAndStopsNoOtherFile() throws Exception {
        Files.writeString(
                folder.resolve("z.yaml"), "- outflow: { id: good, on: Login, to: direct:x }");
        Loaded loaded =
                load(
                        "X.java",
                        builder(
                                "ConnectorBuilder",
                                """
                                outflow("crm").onn("Login").to("direct:x");
                                // outflow("commented")
                                int x = "text";
                                """));
        assertThat(loaded.connectors()).extracting(Connector::id).containsExactly("good");
        assertThat(loaded.mistakes())
                .extracting(m -> m.toString().replace(folder + "/", ""))
                .containsExactly(
                        "X.java:5:23: cannot find symbol; symbol: method onn(String); location: class Outflow; did you mean"
                                + " \"on\"?",
                        "X.java:7:17: incompatible types: String cannot be converted to int");
        assertThat(loaded.files().get(0).named().kinds())
                .containsExactly(Map.entry("crm", "outflow"));
        assertThat(loaded.files().get(0).named().whole()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    class Y {}                                    | X.java:1:1: there is no class X in it: a class is named like its file
                    class X {}                                    | X.java:1:1: the class X must be a ConnectorBuilder or a RouteBuilder of Camel, and not abstract: what several files share belongs into a jar on the class path
                    public class Y {}                             | X.java:1:8: class Y is public, should be declared in a file named Y.java
                    class X extends org.apache.camel.builder.RouteBuilder { X(int i) {} public void configure() {} } | X.java:1:1: the class X must have a constructor without parameters
                    class X extends org.apache.camel.builder.RouteBuilder { { if (true) throw new IllegalStateException("no"); } public void configure() {} } | X.java:1:1: its constructor failed: IllegalStateException: no
                    class X extends org.apache.camel.builder.RouteBuilder { static int n = 1 / 0; public void configure() {} } | X.java:1:1: a static field failed: ArithmeticException: / by zero
                    """)
    void aFileThatHoldsNoRoutesIsTold(String text, String mistake) throws Exception {
        assertThat(mistakes(text)).containsExactly(mistake);
    }

    @Test
    void whatConfigureThrowsLeadsToItsLine() throws Exception {
        assertThat(
                        configure(
                                "outflow(\"a\").on(\"Login\").to(\"direct:x\");\nObject o = null;\no.hashCode();"))
                .singleElement()
                .asString()
                .startsWith("X.java:7:9: configure() failed: NullPointerException");
        assertThat(context.getRoutes()).isEmpty();
    }

    @Test
    void aPlainRouteBuilderIsLoadedWithWhateverStepsItHas() throws Exception {
        Loaded loaded =
                load(
                        "X.java",
                        builder(
                                "RouteBuilder",
                                """
                                onException(Exception.class).handled(true).to("mock:failed");
                                from("direct:in").routeId("plain")
                                    .process(exchange -> exchange.getMessage().setBody("made"))
                                    .filter(exchange -> true)
                                    .choice().when(body().isNotNull()).to("mock:out").otherwise().stop().end()
                                    .end()
                                    .process(exchange -> { throw new IllegalStateException(); });
                                """));
        assertThat(loaded.mistakes()).isEmpty();
        MockEndpoint out = context.getEndpoint("mock:out", MockEndpoint.class);
        MockEndpoint failed = context.getEndpoint("mock:failed", MockEndpoint.class);
        context.createProducerTemplate().sendBody("direct:in", "x");
        assertThat(out.getExchanges()).hasSize(1);
        assertThat(failed.getReceivedCounter()).isEqualTo(1);
        assertThat(context.getRoute("plain").getSourceResource().getLocation()).endsWith("/X.java");
    }

    @Test
    void aRouteThatCamelCannotBuildTakesItsFileBackWhole() throws Exception {
        assertThat(
                        configure(
                                """
                                outflow("a").on("Login").to("direct:x");
                                from("direct:in").routeId("unbuildable").to("bean:nobody");
                                """))
                .singleElement()
                .asString()
                .startsWith("X.java:6:14: ")
                .contains("nobody");
        assertThat(context.getRoutes()).isEmpty();
        assertThat(
                        context.getCamelContextExtension()
                                .getContextPlugin(Model.class)
                                .getRouteDefinitions())
                .isEmpty();
    }

    @Test
    void aRouteConfigurationOfALaterFileGovernsAJavaRouteAndTheOtherWayRound() throws Exception {
        Files.writeString(
                folder.resolve("z.yaml"),
                """
                - routeConfiguration:
                    id: shared
                    onException:
                      - onException:
                          exception: [ java.lang.Exception ]
                          handled: { constant: "true" }
                          steps: [ { to: "mock:shared" } ]
                - route:
                    id: yaml
                    routeConfigurationId: of-java
                    from:
                      uri: direct:yaml
                      steps: [ { throwException: { exceptionType: java.io.IOException, message: x } } ]
                """);
        Files.writeString(
                folder.resolve("C.java"),
                """
                class C extends org.apache.camel.builder.RouteConfigurationBuilder {
                    public void configuration() {
                        routeConfiguration("of-java").onException(Exception.class).handled(true).to("mock:of-java");
                    }
                }
                """);
        Loaded loaded =
                load(
                        "X.java",
                        builder(
                                "RouteBuilder",
                                "from(\"direct:in\").routeConfigurationId(\"shared\").throwException(Exception.class, \"x\");"));
        assertThat(loaded.mistakes()).isEmpty();
        context.createProducerTemplate().sendBody("direct:in", "x");
        context.createProducerTemplate().sendBody("direct:yaml", "x");
        for (String end : List.of("mock:shared", "mock:of-java")) {
            assertThat(context.getEndpoint(end, MockEndpoint.class).getReceivedCounter())
                    .isEqualTo(1);
        }
    }

    @Test
    void anIdIsTakenWhereverItWasWritten() throws Exception {
        Files.writeString(
                folder.resolve("z.yaml"), "- outflow: { id: one, on: Login, to: direct:x }");
        Loaded loaded =
                load(
                        "X.java",
                        builder(
                                "ConnectorBuilder",
                                "outflow(\"one\").on(\"Login\").to(\"direct:x\");"));
        assertThat(loaded.connectors()).hasSize(1);
        assertThat(loaded.mistakes())
                .extracting(m -> m.toString().replace(folder + "/", ""))
                .containsExactly(
                        "z.yaml:1:3: the id \"one\" is taken: it stands at X.java:5:9 too");
    }

    @Test
    void aSecretDoesNotStandWhereCamelWouldShowIt() throws Exception {
        String log = "${secret:…} in a log would show the secret";
        assertThat(
                        configure(
                                """
                                outflow("a").on("Login").to("direct:x")
                                    .beforeSteps(steps -> steps.log("${secret:x}"));
                                from("direct:in").to("http://x.example?key={{secret:x}}");
                                from("platform-http:/events").to("mock:x");
                                """))
                .containsExactly(
                        "X.java:6:14: " + log,
                        "X.java:7:14: " + EndpointRules.NO_SECRETS,
                        "X.java:8:14: the path /events is Tidegate's own: a platform-http: route may have any but /events,"
                                + " /webhooks, /inflow, /api, /console, /observe and /sandbox");
    }

    @Test
    void aClassOfAJarIsLoadedIfTheJarSaysSo() throws Exception {
        Path jar =
                Files.createDirectories(folder.resolve("jar/META-INF/services"))
                        .getParent()
                        .getParent();
        Path java = jar.resolve("com/acme/Packaged.java");
        Files.createDirectories(java.getParent());
        Files.writeString(
                java,
                """
                package com.acme;
                public class Packaged extends io.tidegate.connector.ConnectorBuilder {
                    public void configure() {
                        outflow("packaged").on("Login").to("direct:x");
                        outflow("second").on("Login").to("direct:x");
                    }
                }
                """);
        ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        java.toString());
        Files.writeString(
                jar.resolve("META-INF/services/org.apache.camel.RoutesBuilder"),
                "com.acme.Packaged\ncom.acme.Nobody\n");
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(loader);
            Loaded loaded = load();
            assertThat(loaded.connectors())
                    .extracting(c -> c.label().mark().toString())
                    .containsExactly("com/acme/Packaged.java:4:1", "com/acme/Packaged.java:5:1");
            assertThat(loaded.mistakes())
                    .extracting(Mistake::message)
                    .containsExactly(
                            "org.apache.camel.RoutesBuilder: Provider com.acme.Nobody not found");
            assertThat(loaded.files()).extracting(FoundFile::name).contains("Packaged.java");
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void camelAloneRefusesAConnector() {
        ConnectorBuilder builder =
                new ConnectorBuilder() {
                    @Override
                    public void configure() {
                        outflow("a").on("Login").to("direct:x");
                    }
                };
        assertThatThrownBy(() -> context.addRoutes(builder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("holds connectors, which Camel alone does not know");
    }
}
