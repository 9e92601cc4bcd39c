package io.tidegate.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.destination.Destinations;
import io.tidegate.event.Json;
import io.tidegate.event.Triggers;
import io.tidegate.hook.ScriptLimits;
import io.tidegate.mapping.Converters;
import io.tidegate.schema.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What an editor takes for right is what the loader takes, key by key. */
class RouteSchemaTest {
    private static final String OUTFLOW = "/items/definitions/io.tidegate.Outflow";
    private static final String FIELD =
            OUTFLOW + "/properties/mapping/additionalProperties/anyOf/1/properties";
    private static final String CONVERTERS = FIELD + "/convert/anyOf/0/anyOf";
    private static final Pattern ALLOWED =
            Pattern.compile("\\(allowed: ([^)]*)\\)|there are \\[([^\\]]*)]");
    private static final Pattern BLOCK =
            Pattern.compile("(?s)```yaml\\n((?:# [^\\n]*\\n)?- (?:outflow|inflow|route):.*?)```");

    private static SchemaUnderTest schema;
    @TempDir private Path folder;

    @BeforeAll
    static void readSchema() throws Exception {
        schema = new SchemaUnderTest();
    }

    @BeforeEach
    void writeWhatFilesName() throws IOException {
        Files.createDirectories(folder.resolve("hooks"));
        Files.writeString(folder.resolve("hooks/a.js"), "function a(event) { return event; }");
        Files.writeString(folder.resolve("table.csv"), "DE,Germany\n");
    }

    /** What the loader says. */
    private List<String> mistakes(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("f.yaml"), text);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();
            return new ConnectorFiles(
                            context, new TestRoutes(), Terms.DEFAULT, ScriptLimits.DEFAULT)
                    .load(List.of(file), folder).mistakes().stream().map(Mistake::message).toList();
        }
    }

    private static String connector(String lines) {
        String needed =
                Stream.of("id: x", "on: Login", "to: direct:x")
                        .filter(line -> !lines.startsWith(line.substring(0, line.indexOf(' '))))
                        .reduce("", (a, b) -> a + b + "\n");
        return "- outflow:\n" + (needed + lines).indent(4);
    }

    static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("routes", "src/test/resources/io/tidegate")) {
            try (Stream<Path> all = Files.walk(Path.of(folder))) {
                all.filter(file -> file.toString().endsWith(".yaml")).sorted().forEach(files::add);
            }
        }
        assertThat(files).hasSizeGreaterThan(4);
        return files;
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileThatLoadsIsRight(Path file) throws IOException {
        assertThat(schema.mistakes(Files.readString(file))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/connectors.md", "docs/first-connector.md"})
    void everyConnectorThatAPageShowsIsRight(String page) throws IOException {
        List<MatchResult> blocks =
                BLOCK.matcher(Files.readString(Path.of(page))).results().toList();
        blocks.forEach(block -> assertThat(schema.mistakes(block.group(1))).isEmpty());
    }

    static List<Path> cases() throws IOException {
        try (Stream<Path> all = Files.walk(Path.of("src/test/resources/destinations"))) {
            return all.filter(file -> file.endsWith("connector.yaml")).sorted().toList();
        }
    }

    /** Each of them loads, in the test of the destinations. */
    @ParameterizedTest
    @MethodSource("cases")
    @SuppressWarnings("unchecked")
    void everyCaseOfADestinationIsRight(Path file) throws IOException {
        String text = Files.readString(file).replace("${server}", "http://x.example");
        Map<String, Object> outflow =
                (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(text);
        Map<String, Object> to = new LinkedHashMap<>((Map<String, Object>) outflow.get("to"));
        String destination = file.getName(4).toString();
        to.put("destination", destination);
        if (Destinations.SHIPPED
                .find(destination)
                .orElseThrow()
                .parameters()
                .byName()
                .containsKey("baseUrl")) {
            to.put("baseUrl", "http://x.example");
        }
        outflow.put("to", to);
        outflow.put("id", "x");
        outflow.put("on", "Login");

        assertThat(schema.mistakes("- outflow: " + Json.text(outflow))).isEmpty();
    }

    @Test
    void theSamplesNameTheSchemaInTheirFirstLine() throws IOException {
        for (Path file : files()) {
            if (file.startsWith("routes")) {
                assertThat(Files.readAllLines(file))
                        .first()
                        .isEqualTo("# yaml-language-server: $schema=.schema.json");
            }
        }
        assertThat(Files.readAllLines(Path.of(".gitignore"))).contains("routes/.schema.json");
    }

    @Test
    void everyKeyIsInATableOfThePage() throws IOException {
        String page = Files.readString(Path.of("docs/connectors.md"));
        for (Keys keys :
                List.of(
                        OutflowKeys.OUTFLOW,
                        OutflowKeys.TO,
                        OutflowKeys.RETRY,
                        OutflowKeys.BREAKER,
                        OutflowKeys.BATCH,
                        OutflowKeys.OUTCOMES)) {
            for (String name : keys.names()) {
                assertThat(page).containsPattern("(?m)^\\| [^|]*`" + name + "`[^|]* \\|");
            }
        }
    }

    /** An unknown key in each map: the loader then says which there are. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zzz: 1                                                             | ",
                "to: { zzz: 1 }                                                     | TO/anyOf/1",
                "retry: { zzz: 1 }                                                  | /properties/retry",
                "timeouts: { zzz: 1 }                                               | /properties/timeouts",
                "batch: { size: 2, zzz: 1 }                                         | /properties/batch",
                "breaker: { zzz: 1 }                                                | /properties/breaker/anyOf/1",
                "mapping: { a: { zzz: 1 } }                                         | /properties/mapping/additionalProperties/anyOf/1",
                "mapping: { a: { from: $.a, convert: { date: { zzz: a } } } }       | CONVERTER/date/anyOf/1",
                "mapping: { a: { from: $.a, convert: { phone-e164: { zzz: a } } } } | CONVERTER/phone-e164",
            })
    void theSchemaHasTheKeysThatTheLoaderAllows(String line, String at) throws Exception {
        List<String> allowed =
                mistakes(connector(line)).stream()
                        .flatMap(message -> ALLOWED.matcher(message).results())
                        .map(found -> found.group(1) != null ? found.group(1) : found.group(2))
                        .flatMap(list -> Stream.of(list.split(", ")))
                        .toList();
        String within = at == null ? "" : at;
        String pointer =
                within.matches("[A-Z].*")
                        ? within.replace("CONVERTER", CONVERTERS + "/1/properties")
                                .replace("TO/", "/items/definitions/io.tidegate.To/")
                        : OUTFLOW + within;
        JsonNode map = schema.at(pointer);

        assertThat(allowed).isNotEmpty();
        assertThat(names(map.get("properties"))).containsExactlyElementsOf(allowed);
        assertThat(map.get("additionalProperties").asBoolean()).isFalse();
        map.get("properties")
                .forEach(key -> assertThat(key.get("description").asText()).isNotBlank());
        assertThat(schema.mistakes(connector(line))).isNotEmpty();
    }

    private static List<String> names(JsonNode properties) {
        List<String> names = new ArrayList<>();
        properties.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void triggersAndConvertersAreThoseOfTheCatalogues() {
        JsonNode triggers = schema.at(OUTFLOW + "/properties/on/anyOf/0/anyOf/0/anyOf/0/enum");
        assertThat(triggers)
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(Triggers.all().stream().map(t -> t.name()).toList());

        List<String> converters = names(schema.at(CONVERTERS + "/1/properties"));
        schema.at(CONVERTERS + "/0/enum").forEach(name -> converters.add(name.asText()));
        assertThat(converters).containsAll(Converters.catalogue().keySet());
        assertThat(Converters.catalogue().keySet()).containsAll(converters);
    }

    @Test
    void aStepIsOursOrOneOfCamels() {
        JsonNode camels =
                schema.at(
                        "/items/definitions/org.apache.camel.model.ProcessorDefinition/properties");
        JsonNode steps = schema.at("/items/definitions/io.tidegate.Step/properties");
        assertThat(names(steps)).containsExactlyInAnyOrderElementsOf(names(camels));
        assertThat(names(steps)).first().isEqualTo("script");
        assertThat(steps.get("script").get("type").asText()).isEqualTo("string");
    }

    /** The loader may want more of it, but it knows each of them. */
    @Test
    void theLoaderKnowsEveryStepThatTheSchemaOffers() throws Exception {
        for (String step : names(schema.at("/items/definitions/io.tidegate.Step/properties"))) {
            assertThat(mistakes(connector("before: [ { " + step + ": {} } ]")))
                    .noneMatch(
                            mistake -> mistake.contains("is neither \"script\" nor a Camel step"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id: 12",
                "on: login",
                "on: [REGISTER, 'Update*', com.acme.order.paid, '*']",
                "title: 2026",
                "rules: [ \"$[?(@.data.a == 1)]\" ]",
                "mapping: { a: $.a, 'b.c[0]': { from: $.b }, c: { value: null }, d: { expr: a.b } }",
                "mapping: { a: { from: $.a, convert: trim, default: 1, required: true } }",
                "mapping: { a: { from: $.a, convert: [ trim, { truncate: 40 }, { date: iso } ] } }",
                "mapping: { a: { from: $.a, convert: { date: { to: HH, zone: UTC } } } }",
                "mapping: { a: { from: $.a, convert: [ phone-e164, { phone-e164: { region: US } } ] } }",
                "mapping: { a: { from: $.a, convert: { lookup: { DE: 1, else: 2 } } } }",
                "mapping: { a: { from: $.a, convert: { lookup: { file: table.csv, default: 2 } } } }",
                "to: https://x.example",
                "to: { uri: 'https://x.example', method: put, headers: { X-Version: 2, X-On: true } }",
                "to: { uri: direct:x }",
                "to: { destination: hubspot-contact-upsert, accessToken: '{{secret:hubspot}}' }\nmapping: { email: $.a }",
                "retry: { attempts: 0, delay: 1500ms, backOff: 1.5, maxDelay: PT1H, jitter: 0, giveUpOn: [ 404 ] }",
                "to: https://x.example\nordered: false\nconcurrency: 10000\ntimeouts: { connect: 10ms, response: 1h }",
                "rateLimit: 100/s\nbreaker: on\ndeactivateAfter: never",
                "rateLimit: 1000000/h\nbreaker: { after: 1, failureRate: 50, for: 1m }\ndeactivateAfter: 5d",
                "breaker: off\nwhenInactive: hold",
                "to: https://x.example\nbatch: { size: 100 }",
                "to: https://x.example\nbatch: { size: 2, within: 1m, in: rows, outcomes: { at: $.results, success: '$[?(@.ok == true)]', error: $.message } }",
                "tests: [ { name: a, given: { type: Login, mine: b }, answers: [ 503, timeout, { status: 200, body: {} } ], expect: { skipped: true } } ]",
                "tests: [ { given: [ { type: Login } ], expect: { attempts: [ { at: 0s, status: 503 } ], error: { step: request } } } ]",
                "before: [ { script: hooks/a.js } ]",
                "before: [ { to: 'log:a' }, { to: { uri: 'log:b', parameters: { level: WARN } } } ]",
                "before: [ { setHeader: { name: a, constant: b } }, { setBody: { simple: '${body}' } } ]",
                "before: [ { enrich: { constant: 'direct:other' } }, { log: hello } ]",
                "before: [ { choice: { when: [ { simple: '${body}', steps: [ { log: a } ] } ], otherwise: { steps: [ { log: b } ] } } } ]",
                "before: [ { bean: { beanType: java.util.ArrayList, method: size } } ]",
                "before: [ { doTry: { steps: [ { log: a } ], doCatch: [ { exception: [ java.lang.Exception ], steps: [ { log: b } ] } ] } } ]",
                "before: [ { filter: { simple: '${body}', steps: [ { log: a } ] } }, { split: { jsonpath: $.a, steps: [ { log: b } ] } } ]",
                "after: [ { script: hooks/a.js }, { pollEnrich: { constant: 'file:x' } }, { setProperty: { name: a, constant: b } } ]",
            })
    void bothTakeIt(String lines) throws Exception {
        assertThat(mistakes(connector(lines))).isEmpty();
        assertThat(schema.mistakes(connector(lines))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id: -x",
                "on: Regsiter",
                "on: []",
                "on: { a: b }",
                "title: []",
                "rules: $.a",
                "rules: [ { a: b } ]",
                "mapping: $.a",
                "mapping: { a: data.a }",
                "mapping: { a: 1 }",
                "mapping: { a: {} }",
                "mapping: { a: { from: data.a } }",
                "mapping: { a: { from: $.a, value: b } }",
                "mapping: { a: { from: $.a, required: maybe } }",
                "mapping: { a: { from: $.a, convert: trm } }",
                "mapping: { a: { from: $.a, convert: date } }",
                "mapping: { a: { from: $.a, convert: { trim: 1 } } }",
                "mapping: { a: { from: $.a, convert: { split: ',', join: ',' } } }",
                "mapping: { a: { from: $.a, convert: { truncate: 0 } } }",
                "mapping: { a: { from: $.a, convert: { date: { from: iso } } } }",
                "mapping: { a: { from: $.a, convert: { lookup: {} } } }",
                "mapping: { a: { from: $.a, convert: { lookup: { file: table.csv, els: 2 } } } }",
                "to: { method: PUT }",
                "to: { uri: 'https://x.example', method: PTU }",
                "to: { uri: 'https://x.example', headers: [ a ] }",
                "to: { uri: 'https://x.example', headers: { a: [ b ] } }",
                "to: { destination: hubspot-contact-upsrt, accessToken: '{{secret:hubspot}}' }",
                "to: { destination: hubspot-contact-upsert }",
                "to: { destination: hubspot-contact-upsert, accessToken: plain }",
                "to: { destination: hubspot-contact-upsert, accessToken: '{{secret:hubspot}}', basUrl: 'https://x.example' }",
                "to: { destination: hubspot-contact-upsert, accessToken: '{{secret:hubspot}}', uri: 'https://x.example' }",
                "retry: 5",
                "retry: { attempts: many }",
                "retry: { attempts: 1001 }",
                "retry: { delay: 30 }",
                "retry: { delay: 30 s }",
                "retry: { backOff: 0.5 }",
                "retry: { giveUpOn: [ 200 ] }",
                "ordered: maybe",
                "concurrency: 0",
                "rateLimit: 100",
                "rateLimit: 100/d",
                "breaker: maybe",
                "breaker: { after: 0 }",
                "breaker: { until: 1s }",
                "deactivateAfter: soon",
                "batch: 100",
                "batch: { size: 1 }",
                "batch: { within: 1s }",
                "batch: { size: 9, in: a.b }",
                "batch: { size: 9, outcomes: { at: $.r } }",
                "batch: { size: 9, outcomes: { at: r, success: $.ok } }",
                "timeouts: { read: 1s }",
                "whenInactive: wait",
                "tests: [ a ]",
                "tests: [ { given: { type: Login } } ]",
                "tests: [ { given: { type: Login }, expect: { skiped: true } } ]",
                "tests: [ { given: { type: Login }, expect: { status: gone } } ]",
                "tests: [ { given: { type: Login }, expect: { skipped: true }, answers: late } ]",
                "before: [ a ]",
                "before: [ {} ]",
                "before: [ { script: [] } ]",
                "before: [ { scirpt: hooks/a.js } ]",
                "before: [ { log: { mesage: x } } ]",
                "before: [ { log: a, to: 'log:b' } ]",
            })
    void neitherTakesIt(String lines) throws Exception {
        assertThat(mistakes(connector(lines))).isNotEmpty();
        assertThat(schema.mistakes(connector(lines))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- outflow: { on: Login, to: direct:x }",
                "- outflow: { id: x, to: direct:x }",
                "- outflow: { id: x, on: Login }",
                "- outlfow: { id: x, on: Login, to: direct:x }",
                "- inflow: { id: x }",
                "- outflow: []",
                "outflow: { id: x, on: Login, to: direct:x }",
                "- errorHandler: { deadLetterChannel: { deadLetterUri: log:x } }",
            })
    void neitherTakesTheFile(String file) throws Exception {
        assertThat(mistakes(file)).isNotEmpty();
        assertThat(schema.mistakes(file)).isNotEmpty();
    }

    @Test
    void aPlainRouteOfCamelsIsWhatItIsInCamelsOwnSchema() throws Exception {
        String route =
                """
                - route:
                    id: plain
                    from:
                      uri: trigger:plain
                      parameters: { on: Login }
                      steps:
                        - choice:
                            when: [ { simple: "${body[id]}", steps: [ { log: a } ] } ]
                        - to: { uri: direct:b, parameters: {} }
                - beans: [ { name: b, type: java.lang.Object } ]
                """;
        assertThat(schema.mistakes(route)).isEmpty();
        assertThat(schema.mistakes(route.replace("choice", "choise"))).isNotEmpty();
        assertThat(schema.mistakes(route.replace("simple:", "simpel:"))).isNotEmpty();
    }

    @Test
    void itIsTheSameTextEachTimeAndKeepsTheRestOfCamels() {
        assertThat(RouteSchema.text(Destinations.SHIPPED))
                .isEqualTo(RouteSchema.text(Destinations.SHIPPED));
        Map<?, ?> camels = (Map<?, ?>) CamelWords.schema();
        Map<?, ?> items = (Map<?, ?>) camels.get("items");
        assertThat(CamelWords.roots()).contains("errorHandler").doesNotContain("outflow", "inflow");
        assertThat(names(schema.at("/items/definitions")))
                .hasSize(((Map<?, ?>) items.get("definitions")).size() + 4);
    }
}
