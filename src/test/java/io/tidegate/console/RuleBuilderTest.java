package io.tidegate.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.event.Json;
import io.tidegate.rule.Rule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the console's builder writes is read by the engine, and says what its words say. */
class RuleBuilderTest extends Browser {
    private static final String MODULE = "/console/pages/edit/jsonpath.js";

    private record Case(
            String field,
            String operator,
            String type,
            String value,
            String holds,
            String doesNotHold) {}

    private static final List<Case> CASES =
            List.of(
                    new Case("$.data.v", "==", "boolean", "true", "true", "false"),
                    new Case("$.data.v", "==", "text", "O'Br\\ien", "\"O'Br\\\\ien\"", "\"O\""),
                    new Case("$.data.v", "==", "text", "18", "\"18\"", "19"),
                    new Case("$.data.v", "!=", "text", "DE", "\"FR\"", "\"DE\""),
                    new Case("$.data.v", ">", "number", "18", "18.5", "18"),
                    new Case("$.data.v", ">=", "number", "18", "18", "17"),
                    new Case("$.data.v", "<", "number", "-2.5", "-3", "0"),
                    new Case("$.data.v", "<=", "number", "18", "18", "19"),
                    new Case("$.data.v", "in", "text", "DE, FR", "\"FR\"", "\"ES\""),
                    new Case("$.data.v", "nin", "number", "1, 2", "3", "2"),
                    new Case("$.data.v", "contains", "text", "sea", "\"undersea\"", "\"sky\""),
                    new Case("$.data.v", "contains", "text", "sea", "[\"sea\"]", "[\"seas\"]"),
                    new Case("$.data.v", "starts", "text", "a.b/", "\"a.b/c\\nd\"", "\"axb/c\""),
                    new Case("$.data.v", "ends", "text", "@x-y.de", "\"n@x-y.de\"", "\"@x-yxde\""),
                    new Case("$.data.v", "matches", "text", "a/\\d+", "\"a/12\"", "\"a/b\""),
                    new Case("$.data.v", "there", "text", "", "null", ""),
                    new Case("$.data.v", "missing", "text", "", "", "1"),
                    new Case("$.data.v", "empty", "text", "", "\"\"", "\"x\""),
                    new Case("$.data.v", "filled", "text", "", "[1]", "[]"),
                    new Case(
                            "$.data.v[*].Type",
                            "==",
                            "text",
                            "Primary",
                            "[{\"Type\":\"Other\"},{\"Type\":\"Primary\"}]",
                            "[{\"Type\":\"Other\"}]"),
                    new Case("$.data['v'][0]", "==", "number", "1", "[1]", "[2,1]"));

    @Override
    protected String routes() {
        return "";
    }

    @Test
    void eachOperatorSaysInTheEngineWhatItSaysInTheConsole() throws Exception {
        open("#/storage");
        for (Case one : CASES) {
            Map<String, String> rule =
                    Map.of(
                            "field", one.field(),
                            "operator", one.operator(),
                            "type", one.type(),
                            "value", one.value());
            String path =
                    (String)
                            page.evaluate(
                                    "async rule => { const m = await import('%s'); return m.mistake(rule) ?? m.write(rule); }"
                                            .formatted(MODULE),
                                    rule);
            Rule compiled = Rule.compile(path);
            assertThat(compiled.holds(event(one.holds()))).as(path + " on " + one.holds()).isTrue();
            assertThat(compiled.holds(event(one.doesNotHold())))
                    .as(path + " on " + one.doesNotHold())
                    .isFalse();
            assertThat(page.evaluate(READ, path)).as("read again: " + path).isEqualTo(rule);
        }
    }

    @Test
    void aPathThatTheBuilderDoesNotWriteStaysAPath() {
        open("#/storage");
        for (String path :
                List.of(
                        "$.data.Email",
                        "$[?(@.a == 1 && @.b == 2)]",
                        "$[?(@.a == 'x' || @.b == 'y')]",
                        "$[?(@.a in ['x', 2])]",
                        "$[?(@.a in ['x,y'])]",
                        "$..a[?(@.b)]",
                        "$[?(@.a == null)]",
                        "$[?(@.a == @.b)]",
                        "$[?(@.a =~ /x/i)]")) {
            assertThat(page.evaluate(READ, path)).as(path).isNull();
        }
    }

    private static final String READ =
            "async path => (await import('%s')).read(path)".formatted(MODULE);

    /** An event with this JSON as its {@code data.v}; without it if there is none. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> event(String json) throws Exception {
        String data = json.isEmpty() ? "{}" : "{\"v\":" + json + "}";
        String event = "{\"type\":\"Register\",\"data\":" + data + "}";
        return (Map<String, Object>) Json.parse(event.getBytes(StandardCharsets.UTF_8));
    }
}
