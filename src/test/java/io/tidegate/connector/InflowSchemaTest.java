package io.tidegate.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.hook.ScriptLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an editor takes for a right inflow is what the loader takes. */
class InflowSchemaTest {
    private static final String INFLOW = "/items/definitions/io.tidegate.Inflow";
    private static final Pattern ALLOWED = Pattern.compile("\\(allowed: ([^)]*)\\)");

    private static SchemaUnderTest schema;
    @TempDir private Path folder;

    @BeforeAll
    static void readSchema() throws Exception {
        schema = new SchemaUnderTest();
    }

    /** What the loader says. */
    private List<String> mistakes(String text) throws Exception {
        Files.writeString(folder.resolve("s.json"), "{ \"type\": \"object\" }");
        Path file = Files.writeString(folder.resolve("f.yaml"), text);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();
            return new ConnectorFiles(
                            context, new TestRoutes(), Terms.DEFAULT, ScriptLimits.DEFAULT)
                    .load(List.of(file), folder).mistakes().stream().map(Mistake::message).toList();
        }
    }

    private static String inflow(String lines) {
        String needed =
                Stream.of(
                                "id: x",
                                "verify: { none: true }",
                                "mapping: { PhoneId: $.data.p }",
                                "action: upsert-account")
                        .filter(line -> !("\n" + lines).contains("\n" + line.split(" ")[0]))
                        .reduce("", (a, b) -> a + b + "\n");
        return "- inflow:\n" + (needed + lines).indent(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "title: 1\nsystem: crm",
                "verify: { standard-webhooks: '{{secret:a}}' }",
                "verify: { hmac: { secret: '{{secret:a}}', header: X-S, algorithm: sha1, encoding: base64, prefix: v0= } }",
                "verify: { bearer: '{{env:TOKEN}}' }",
                "verify: { basic: { user: u, password: '{{secret:a}}' } }",
                "id-from: $.data.id\nsubject: $.data.a\nitems: $.data.all[*]\nschema: s.json\ndedupe: 60s",
                "rules: [ \"$[?(@.data.a == 1)]\" ]",
                "mapping: { 'Email[0].Value': { from: $.data.a, check: email } }\nmatch: Email",
                "mapping: { Uid: $.data.a, FirstName: $.data.b }\nmatch: [Uid]\naction: update-account",
                "mapping: { PhoneId: $.data.p, CustomObject: $.data.o }\nobject: orders\naction: upsert-custom-object",
                "sanitize: { unknown: refuse, html: keep, invalid: drop }",
                "conflict: fill-empty\necho: suppress",
                "retry: { attempts: 1 }\nordered: false\nconcurrency: 1\nrateLimit: 5/m\nbreaker: on\ndeactivateAfter: 1d\nwhenInactive: hold",
                "tests: [ { accounts: [ { Uid: u1 } ], given: { data: {} }, expect: { action: upsert-account, match: {}, profile: {}, cleaned: [ { field: a } ], outcome: created, changed: [ a ] } } ]",
            })
    void bothTakeIt(String lines) throws Exception {
        assertThat(mistakes(inflow(lines))).isEmpty();
        assertThat(schema.mistakes(inflow(lines))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id: -x",
                "on: [Login]",
                "timeouts: { response: 1s }",
                "verify: { none: false }",
                "verify: {}",
                "verify: { none: true, bearer: '{{secret:a}}' }",
                "verify: { hmac: { header: X-S } }",
                "verify: { hmac: { secret: '{{secret:a}}', header: X-S, algorithm: md5 } }",
                "verify: { basic: { user: u } }",
                "id-from: data.id",
                "items: []",
                "dedupe: 60",
                "sanitize: { html: no }",
                "sanitize: { unkown: drop }",
                "action: upsert",
                "match: [Phone]",
                "match: []",
                "conflict: newest",
                "echo: no",
                "tests: [ { given: { data: {} }, expect: { outcome: made } } ]",
                "tests: [ { given: { data: {} }, accounts: [ a ], expect: { outcome: created } } ]",
            })
    void neitherTakesIt(String lines) throws Exception {
        assertThat(mistakes(inflow(lines))).isNotEmpty();
        assertThat(schema.mistakes(inflow(lines))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- inflow: { verify: { none: true }, action: delete-account }",
                "- inflow: { id: x, action: delete-account }",
                "- inflow: { id: x, verify: { none: true } }",
            })
    void neitherTakesOneWithoutWhatItNeeds(String file) throws Exception {
        assertThat(mistakes(file)).isNotEmpty();
        assertThat(schema.mistakes(file)).isNotEmpty();
    }

    /** An unknown key in each map: the loader then says which there are. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zzz: 1                            | ''",
                "verify: { zzz: 1 }                | /properties/verify",
                "verify: { hmac: { zzz: 1 } }      | /properties/verify/properties/hmac",
                "verify: { basic: { zzz: 1 } }     | /properties/verify/properties/basic",
                "sanitize: { zzz: 1 }              | /properties/sanitize",
            })
    void theSchemaHasTheKeysThatTheLoaderAllows(String line, String at) throws Exception {
        List<String> allowed =
                mistakes(inflow(line)).stream()
                        .flatMap(message -> ALLOWED.matcher(message).results())
                        .flatMap(found -> Stream.of(found.group(1).split(", ")))
                        .toList();
        JsonNode map = schema.at(INFLOW + at);
        List<String> names = new ArrayList<>();
        map.get("properties").fieldNames().forEachRemaining(names::add);

        assertThat(allowed).isNotEmpty();
        assertThat(names).containsExactlyElementsOf(allowed);
        assertThat(map.get("additionalProperties").asBoolean()).isFalse();
        map.get("properties")
                .forEach(key -> assertThat(key.get("description").asText()).isNotBlank());
    }

    @Test
    void everyKeyIsInATableOfThePage() throws Exception {
        String page = Files.readString(Path.of("docs/connectors.md"));
        for (String name : InflowKeys.INFLOW.names()) {
            assertThat(page).containsPattern("(?m)^\\| [^|]*`" + name + "`[^|]* \\|");
        }
    }
}
