package io.tidegate.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.event.TriggerPattern;
import io.tidegate.hook.ScriptLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.EnrichDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectorFilesTest {
    private static final Path EXAMPLE = Path.of("src/test/resources/io/tidegate/connector/example");

    private static final String GOOD =
            """
            - outflow:
                id: good
                on: [Register]
                to: direct:third-party
            """;

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

    private ConnectorFiles files() {
        return new ConnectorFiles(context, routes, Terms.DEFAULT, ScriptLimits.DEFAULT);
    }

    private Loaded load(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text);
        return files().load(folder);
    }

    @Test
    void theExampleOfTheDesignBecomesTheConnectorThatItDescribes() throws Exception {
        Loaded loaded = files().load(EXAMPLE);

        assertThat(loaded.mistakes()).isEmpty();
        assertThat(loaded.connectors()).hasSize(1);
        Connector connector = loaded.connectors().get(0);
        Path file = EXAMPLE.resolve("crm-contacts.camel.yaml");
        assertThat(connector.label())
                .isEqualTo(
                        new Label(
                                "crm-contacts",
                                "CRM contacts",
                                "crm",
                                new Mark(file.toString(), 4, 3)));
        assertThat(connector.on())
                .containsExactly(
                        TriggerPattern.parse("Register"), TriggerPattern.parse("UpdateProfile"));
        assertThat(connector.stages().rules())
                .singleElement()
                .satisfies(
                        rule ->
                                assertThat(rule.expression())
                                        .isEqualTo("$[?(@.data.EmailVerified == true)]"));
        assertThat(connector.stages().mapping()).isNotNull();
        assertThat(connector.stages().before()).hasSize(2);
        assertThat(connector.stages().before().get(0))
                .isInstanceOfSatisfying(
                        ScriptStage.class,
                        hook ->
                                assertThat(hook.mark())
                                        .isEqualTo(new Mark(file.toString(), 12, 17)));
        assertThat(connector.stages().before().get(1))
                .isInstanceOfSatisfying(
                        CamelStage.class,
                        hook -> assertThat(hook.definition()).isInstanceOf(EnrichDefinition.class));
        assertThat(connector.stages().after()).singleElement().isInstanceOf(ScriptStage.class);
        assertThat(connector.to())
                .isInstanceOfSatisfying(
                        HttpTarget.class,
                        to -> {
                            assertThat(to.method()).isEqualTo("PUT");
                            assertThat(to.uri().parts())
                                    .containsExactly(
                                            new Part.Literal(
                                                    "https://api.crm.example/v1/contacts/"),
                                            new Part.FieldRef("email"));
                            assertThat(to.headers().get("Authorization").parts())
                                    .containsExactly(
                                            new Part.Literal("Bearer "),
                                            new Part.SecretRef("crm-token"));
                        });
        assertThat(connector.terms()).isEqualTo(Terms.DEFAULT);
        assertThat(connector.tests())
                .singleElement()
                .satisfies(
                        test -> {
                            assertThat(test.given())
                                    .singleElement()
                                    .extracting("event")
                                    .isEqualTo(
                                            Map.of(
                                                    "type",
                                                    "Register",
                                                    "data",
                                                    Map.of("EmailVerified", false)));
                            assertThat(test.expect())
                                    .singleElement()
                                    .extracting("values")
                                    .isEqualTo(
                                            Map.of(
                                                    "skipped",
                                                    "$[?(@.data.EmailVerified == true)]"));
                        });
    }

    @Test
    void outflowAndPlainCamelNodesShareAFileAndEachIsMadeOnce() throws Exception {
        files().load(EXAMPLE);

        assertThat(routes.made).containsExactly("crm-contacts");
        assertThat(context.getRoutes())
                .extracting("id")
                .containsExactlyInAnyOrder("crm-contacts", "plain");
        try (var template = context.createProducerTemplate()) {
            template.sendBody("direct:plain", "Ann");
        }
        assertThat(context.getRegistry().lookupByName("names")).isEqualTo(List.of("Ann"));
    }

    @Test
    void aCamelStepRunsInItsConnectorsRoute() throws Exception {
        context.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:supplement").setBody(constant("supplemented"));
                    }
                });
        files().load(EXAMPLE);
        MockEndpoint end = context.getEndpoint("mock:crm-contacts", MockEndpoint.class);
        end.expectedBodiesReceived("supplemented");
        try (var template = context.createProducerTemplate()) {
            template.sendBody("direct:crm-contacts", "bare");
        }
        end.assertIsSatisfied();
    }

    @Test
    void bothNamesOfAYamlFileAreRead() throws Exception {
        load("a.camel.yaml", GOOD);
        Files.delete(folder.resolve("a.camel.yaml"));
        Loaded loaded = load("b.with.dots.yaml", GOOD.replace("good", "other"));
        assertThat(loaded.connectors()).extracting(Connector::id).containsExactly("other");
        assertThat(loaded.mistakes()).isEmpty();
        assertThat(context.getRoute("good")).isNotNull();
        assertThat(context.getRoute("other")).isNotNull();
    }

    @Test
    void camelsOwnLoaderUnderstandsOutflowOnceItIsBound() throws Exception {
        OutflowLoader.bind(context, routes, Terms.DEFAULT, ScriptLimits.DEFAULT);
        for (String name : List.of("one.camel.yaml", "two.yaml")) {
            Resource resource =
                    ResourceHelper.fromString(name, GOOD.replace("good", name.substring(0, 3)));
            PluginHelper.getRoutesLoader(context).loadRoutes(resource);
        }
        assertThat(context.getRoutes()).extracting("id").containsExactly("one", "two");
        assertThat(routes.made).containsExactly("one", "two");
        Resource broken =
                ResourceHelper.fromString("broken.yaml", "- outflow: { id: x, on: [Login] }");
        assertThatThrownBy(() -> PluginHelper.getRoutesLoader(context).loadRoutes(broken))
                .isInstanceOf(InvalidConnector.class)
                .hasMessage(
                        "broken.yaml:1:3: outflow has no \"to\", which it needs\nNothing of this file is loaded.");
    }

    @Test
    void aBrokenFileStopsNoOtherAndLeavesNothingBehind() throws Exception {
        Files.writeString(folder.resolve("z-good.yaml"), GOOD);
        Loaded loaded =
                load(
                        "a-broken.yaml",
                        """
                        - route:
                            id: innocent
                            from: { uri: "direct:innocent", steps: [ { to: "mock:x" } ] }
                        - outflow:
                            id: half
                            to: direct:x
                        """);
        assertThat(loaded.connectors()).extracting(Connector::id).containsExactly("good");
        assertThat(loaded.mistakes())
                .extracting(Mistake::toString)
                .containsExactly(
                        folder.resolve("a-broken.yaml")
                                + ":4:3: outflow has no \"on\", which it needs");
        assertThat(context.getRoutes()).extracting("id").containsExactly("good");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    - outflow: { id: a, on: Registr }                               | {a=outflow} | true
                    - outflow: { id: a, on: Registr } # - outflow: { id: b }         | {a=outflow} | true
                    - outflow: { idd: a }                                           | {}          | false
                    - outflow: { id: "" }                                           | {}          | false
                    - outflw: { id: a }                                             | {}          | false
                    - route: { from: { uri: "trigger:a?on=X" }, stepps: [] }        | {a=trigger} | true
                    - from: { uri: trigger, parameters: { name: a, on: X }, s: 1 }  | {a=trigger} | true
                    - from: { uri: "trigger:{{name}}", s: 1 }                       | {}          | false
                    - route: { from: { uri: "timer:t" }, stepps: [] }               | {}          | true
                    - routeTemplate: { idd: x }                                     | {}          | false
                    - beans: [ { nam: x } ]                                         | {}          | true
                    - outflow: { id: [                                              | {}          | false
                    outflow: { id: a }                                              | {}          | false
                    """)
    void whatABrokenFileNamesIsRead(String text, String kinds, boolean whole) throws Exception {
        FoundFile file = load("x.yaml", text).files().get(0);
        assertThat(file.isBroken()).isTrue();
        assertThat(file.named().kinds()).hasToString(kinds);
        assertThat(file.named().whole()).isEqualTo(whole);
    }

    @Test
    void aFileWhoseRouteCamelCannotBuildIsTakenBackWhole() throws Exception {
        Files.writeString(folder.resolve("z-good.yaml"), GOOD);
        Loaded loaded =
                load(
                        "a-broken.yaml",
                        """
                        - beans:
                            - { name: leftover, type: java.util.ArrayList }
                        - outflow:
                            id: first
                            on: Login
                            to: direct:x
                        - route:
                            id: unbuildable
                            from: { uri: "direct:in", steps: [ { bean: { ref: nobody } } ] }
                        """);
        assertThat(loaded.connectors()).extracting(Connector::id).containsExactly("good");
        assertThat(loaded.mistakes())
                .extracting(Mistake::toString)
                .containsExactly(
                        folder.resolve("a-broken.yaml")
                                + ":9:55: No bean could be found in the registry for: nobody");
        assertThat(context.getRoutes()).extracting("id").containsExactly("good");
        assertThat(context.getRouteDefinitions()).extracting("id").containsExactly("good");
        assertThat(context.getRegistry().lookupByName("leftover")).isNull();
    }

    @Test
    void aTemplatedRouteRunsWhicheverFileHoldsItsTemplate() throws Exception {
        String templated =
                "- templatedRoute: { routeTemplateRef: copies, routeId: copy, parameters: [ { name: to, value: \"mock:copy\" } ] }";
        assertThat(load("a.yaml", templated).mistakes())
                .extracting(Mistake::message)
                .singleElement()
                .asString()
                .contains("copies");
        String template =
                """
                - routeTemplate:
                    id: copies
                    parameters: [ { name: to } ]
                    from: { uri: "direct:copied", steps: [ { to: "{{to}}" } ] }
                """;
        assertThat(load("b.yaml", template).mistakes()).isEmpty();
        assertThat(context.getRoutes()).extracting("id").containsExactly("copy");
        MockEndpoint copy = context.getEndpoint("mock:copy", MockEndpoint.class);
        context.createProducerTemplate().sendBody("direct:copied", "Ann");
        assertThat(copy.getReceivedCounter()).isEqualTo(1);
    }

    @Test
    void ofTwoFilesWithOneIdTheFirstByNameIsKept() throws Exception {
        Files.writeString(folder.resolve("a.yaml"), GOOD);
        Loaded loaded = load("b.yaml", GOOD);
        assertThat(loaded.connectors())
                .extracting(c -> c.label().mark().file())
                .containsExactly(path("a.yaml"));
        assertThat(loaded.mistakes())
                .extracting(Mistake::toString)
                .containsExactly(
                        path("b.yaml")
                                + ":1:3: the id \"good\" is taken: it stands at "
                                + path("a.yaml")
                                + ":1:3 too");
    }

    @Test
    void anIdThatARunningRouteHasIsRefused() throws Exception {
        load("a.yaml", GOOD);
        assertThat(files().load(folder).mistakes())
                .extracting(Mistake::toString)
                .containsExactly(
                        path("a.yaml")
                                + ":1:3: the id \"good\" is taken: a route of this name runs already");
        assertThat(context.getRoute("good")).isNotNull();
    }

    /** It used to end the start with a StackOverflowError. */
    @Test
    void aFileNestedWithoutAnEndIsAMistakeAndTheOthersAreLoaded() throws Exception {
        Files.writeString(folder.resolve("a.yaml"), "- ".repeat(20_000) + "x");
        Loaded loaded = load("c.yaml", GOOD);
        assertThat(loaded.connectors()).extracting(c -> c.label().id()).containsExactly("good");
        assertThat(loaded.mistakes())
                .extracting(Mistake::toString)
                .containsExactly(
                        path("a.yaml")
                                + ":1:1: it is nested too deeply to be read: no connector needs 1,000 levels");
    }

    @Test
    void filesWithoutContentAndFoldersAreLeftAlone() throws Exception {
        Files.createDirectory(folder.resolve("sub.yaml"));
        Files.writeString(folder.resolve("empty.yaml"), "");
        Files.writeString(folder.resolve("notes.txt"), "- outflow:");
        Loaded loaded = load("off.yaml", "---\n# - outflow:\n\n");
        assertThat(loaded.connectors()).isEmpty();
        assertThat(loaded.mistakes()).isEmpty();
    }

    @Test
    void aConnectorSaysItsTermsAndTheRestIsDefault() throws Exception {
        Loaded loaded =
                load(
                        "a.yaml",
                        GOOD.replace("direct:third-party", "https://x.example")
                                + """
                                    retry:
                                      { attempts: 9, delay: 2s, backOff: 1.5, maxDelay: PT1M, jitter: 0.2, giveUpOn: [400, 401] }
                                    ordered: false
                                    concurrency: 3
                                    timeouts: { response: 500ms }
                                """);
        assertThat(loaded.mistakes()).isEmpty();
        Retry retry =
                new Retry(
                        9,
                        Duration.ofSeconds(2),
                        1.5,
                        Duration.ofMinutes(1),
                        0.2,
                        Set.of(400, 401));
        assertThat(loaded.connectors().get(0).terms())
                .isEqualTo(
                        new Terms(
                                retry,
                                false,
                                Control.DEFAULT.with(3),
                                Duration.ofSeconds(5),
                                Duration.ofMillis(500),
                                false));
    }

    @Test
    void aContextThatIsNotStartedIsRefused() {
        context.stop();
        assertThatThrownBy(() -> files().load(folder))
                .hasMessage("The Camel context is Stopped, not Started");
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
