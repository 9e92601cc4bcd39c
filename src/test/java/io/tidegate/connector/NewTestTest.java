package io.tidegate.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A test that is added to a file changes nothing else of it. In each file it goes where HERE is.
 */
class NewTestTest {
    private static final Map<String, Object> TEST = Map.of("name", "new");

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                - outflow:
                    id: a
                    to: x   # the target
                    #HERE    tests:
                    #HERE      - name: new

                # a comment of the next one
                - outflow:
                    id: b
                    to: y
                """,
                """
                # the first
                - outflow:
                    id: "a"
                    tests:
                    - name: old   # zero-indented
                      expect: { status: failed }   # a comment

                      # a comment in between
                    -   name: wide
                        expect:
                          status: failed
                    #HERE    - name: new
                    # after it
                    to: x
                """,
                """
                - route:
                    id: other
                - outflow:
                    tests:
                      - name: old
                        expect:
                          error:
                            message: |
                              two

                              # lines
                #HERE      - name: new
                    id: a
                """,
                """
                - outflow:
                    id: a
                    tests:
                      - expect: &e
                          status: failed
                      - expect: *e
                #HERE      - name: new
                """,
                """
                ---
                - outflow:
                    id: a
                    mapping:
                      x: { value: [1,
                          2] }
                #HERE    tests:
                #HERE      - name: new
                """,
                """
                - outflow:
                    id: a
                    tests:
                      - name: old
                        given: { type: Register,
                                 data: {} }
                #HERE      - name: new
                """,
            })
    void itGoesBehindTheLastOne(String file) {
        String before = file.replaceAll("(?m)^ *#HERE.*\n", "");
        String after = file.replaceAll("(?m)^ *#HERE", "");
        assertThat(NewTest.insert(before, "a", TEST)).isEqualTo(after);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- outflow: { id: a, to: x }",
                "- outflow:\n    id: a\n    tests: [{ name: old }]",
                "- outflow:\n    id: a\n    tests:\n    to: x",
                "- outflow:\n    id: b\n    to: x",
            })
    void whereThereIsNoPlaceItSaysSo(String file) {
        assertThatThrownBy(() -> NewTest.insert(file, "a", TEST))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .matches(
                        "it is written inside \\{ }"
                                + "|its \"tests\" in line 3 are not a list with a line for each \"-\""
                                + "|no connector with its id stands there");
    }

    @Test
    void whatIsWrittenIsReadBackAsItWas() {
        Map<String, Object> test = new LinkedHashMap<>();
        List<Object> odd =
                List.of(
                        "",
                        " ",
                        "a: b",
                        "a #b",
                        "#a",
                        "007",
                        "1e3",
                        "true",
                        "No",
                        "null",
                        "~",
                        "-",
                        "- a",
                        "?",
                        "*a",
                        "&a",
                        "!a",
                        "%a",
                        "@a",
                        "`a",
                        "{a}",
                        "[a]",
                        "a,b",
                        "'a'",
                        "\"a\"",
                        "a\\b",
                        "a\nb",
                        "a\tb",
                        "é",
                        "=",
                        "<<",
                        "2026-01-01",
                        "http://x/y?z=1&b=2",
                        "a:",
                        ":a",
                        "$.data.x",
                        "$[?(@.a == 1)]",
                        "a  b ",
                        "\u0000",
                        "\u2028",
                        "😀",
                        "0x1F",
                        ".5",
                        "1_000",
                        "Yes",
                        "y",
                        "a: ",
                        "x:/y");
        test.put("odd", odd);
        for (Object text : odd) {
            test.put("key " + text, text);
        }
        test.put(
                "values",
                List.of(
                        1,
                        1.5,
                        true,
                        Map.of(),
                        List.of(),
                        Map.of("a", Map.of("b", List.of(Map.of())))));
        test.put(
                "long",
                Map.of(
                        "text",
                        "x".repeat(500),
                        "more",
                        List.of("y".repeat(200), Map.of("z", "z".repeat(200)))));
        Object read = new Load(LoadSettings.builder().build()).loadFromString(NewTest.text(test));
        assertThat(read).isEqualTo(List.of(test));
    }
}
