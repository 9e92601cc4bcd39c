package io.tidegate.hook;

import static io.tidegate.hook.Scripts.failure;
import static io.tidegate.hook.Scripts.result;
import static io.tidegate.hook.Scripts.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegate.hook.ScriptFailed.Reason;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptValuesTest {
    @Test
    void everyKindOfJsonValueGoesInAndComesOut() throws Exception {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("text", "é \"quoted\" \u0000 \uD83D\uDE00");
        value.put("whole", 42);
        value.put("long", 9007199254740991L);
        value.put("decimal", new BigDecimal("1.5"));
        value.put("yes", true);
        value.put("none", null);
        value.put("list", Arrays.asList(1, null, List.of(), Map.of()));
        value.put("", Map.of("a b", "c"));

        assertThat(script("(event) => event").call(List.of(value))).isEqualTo(value);
    }

    @Test
    void aLoneSurrogateSurvives() throws Exception {
        assertThat(script("(e) => e.text + '\\udc01'").call(List.of(Map.of("text", "a\uD800b"))))
                .isEqualTo("a\uD800b\uDC01");
    }

    @Test
    void anIntegerBeyondTwoToThe53LosesItsLastDigits() throws Exception {
        assertThat(script("(n) => n").call(List.of(9007199254740993L)))
                .isEqualTo(9007199254740992L);
    }

    @Test
    void anAfterHookSeesEventRequestAndResponse() throws Exception {
        Script after =
                script(
                        "export default function (event, request, response) {"
                                + " return { id: response.id, to: request.url, of: event.id } }");

        assertThat(
                        after.call(
                                List.of(
                                        Map.of("id", "e1"),
                                        Map.of("url", "http://x"),
                                        Map.of("id", 7))))
                .isEqualTo(Map.of("id", 7, "to", "http://x", "of", "e1"));
    }

    @Test
    void aHookThatReturnsNothingAnswersNull() throws Exception {
        assertThat(result("(event) => { event.x = 1 }")).isNull();
        assertThat(result("(event) => null")).isNull();
    }

    @Test
    void aBeforeHookThatReturnsNothingChangesTheEventInPlace() throws Exception {
        Map<String, Object> given = Map.of("data", Map.of("Name", "Ann"));

        assertThat(script("(event) => { event.data.Name += '!' }").transform(given))
                .isEqualTo(Map.of("data", Map.of("Name", "Ann!")));
        assertThat(given).isEqualTo(Map.of("data", Map.of("Name", "Ann")));
    }

    @Test
    void aBeforeHookThatReturnsNoObjectFails() throws Exception {
        Script script = script("(event) => event.list");

        ScriptFailed failed =
                catchThrowableOfType(
                        ScriptFailed.class, () -> script.transform(Map.of("list", List.of(1))));

        assertThat(failed.reason()).isEqualTo(Reason.BAD_RESULT);
        assertThat(failed)
                .hasMessage(
                        "hooks/x.js returned an array; a before hook returns the event, an object");
    }

    @Test
    void aPromiseIsABadResult() throws Exception {
        ScriptFailed failed = failure("async (event) => event");

        assertThat(failed.reason()).isEqualTo(Reason.BAD_RESULT);
        assertThat(failed)
                .hasMessage(
                        "hooks/x.js returned a promise; a hook ends when it returns: leave out async");
    }

    @Test
    void whatJsonCannotSayIsLeftOutAsJavaScriptDoes() throws Exception {
        assertThat(result("() => ({ f() {}, u: undefined, n: NaN, d: new Date(0) })"))
                .isEqualTo(mapWithNull("n", Map.of("d", "1970-01-01T00:00:00.000Z")));
    }

    @Test
    void aCycleIsAnErrorOfTheScript() throws Exception {
        assertThat(failure("(e) => { e.self = e; return e }"))
                .hasMessageStartingWith("hooks/x.js: TypeError: circular reference");
    }

    @Test
    void aResultThatNestsTooDeepIsABadResult() throws Exception {
        ScriptFailed failed =
                failure("(e) => { let o = {}; for (let i = 0; i < 300; i++) o = { o }; return o }");

        assertThat(failed.reason()).isEqualTo(Reason.BAD_RESULT);
        assertThat(failed).hasMessageContaining("deeper than 200 levels");
    }

    @Test
    void modernJavaScriptIsUnderstood() throws Exception {
        assertThat(
                        result(
                                """
                                export default function ({ type, data: { Name, ...others }, ...rest }) {
                                  class Greeting { #name; constructor(n) { this.#name = n } text() { return `Hi ${this.#name}` } }
                                  const list = [...new Set([3, 1, 3])].toSorted();
                                  const { a = 5 } = others ?? {};
                                  return { hi: new Greeting(Name).text(), list, a, last: list.at(-1), none: rest.x?.y ?? "none",
                                    named: "2026-01-02".match(/(?<year>\\d+)-/).groups.year, big: String(2n ** 64n) };
                                }
                                """))
                .isEqualTo(
                        Map.of(
                                "hi", "Hi Ann",
                                "list", List.of(1, 3),
                                "a", 5,
                                "last", 3,
                                "none", "none",
                                "named", "2026",
                                "big", "18446744073709551616"));
    }

    @Test
    void randomNumbersDifferFromCallToCall() throws Exception {
        Script script = script("() => [Math.random(), Math.random()]");

        List<Object> both = new ArrayList<>((List<?>) script.call(List.of()));
        both.addAll((List<?>) script.call(List.of()));

        assertThat(both)
                .doesNotHaveDuplicates()
                .allSatisfy(
                        number ->
                                assertThat(((BigDecimal) number).doubleValue())
                                        .isBetween(0.0, 1.0));
    }

    private static Map<String, Object> mapWithNull(String key, Map<String, Object> others) {
        Map<String, Object> map = new LinkedHashMap<>(others);
        map.put(key, null);
        return map;
    }
}
