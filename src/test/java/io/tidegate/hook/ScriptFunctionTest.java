package io.tidegate.hook;

import static io.tidegate.hook.Scripts.invalid;
import static io.tidegate.hook.Scripts.result;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptFunctionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "function normalise(event) { return event.type }",
                "(event) => event.type",
                "const normalise = (event) => event.type",
                "const normalise = (event) => event.type;\nconst LIMIT = 3;",
                "export default function (event) { return event.type }",
                "export default function normalise(event) { return event.type }",
                "export default (event) => event.type",
                "export default(event) => event.type",
                "'use strict';\nexport default (event) => event.type;\nfunction other() {}",
                "function other() {}\nfunction before(event) { return event.type }",
                "const after = (event) => event.type;\nfunction other() {}",
                "function read(event) { return event.type }\n(event) => read(event)",
                "\uFEFFfunction normalise(event) { return event.type }",
                "// export default of nothing\nfunction normalise(event) { return event.type }",
            })
    void itsFunctionIsFound(String source) throws Exception {
        assertThat(result(source)).isEqualTo("Register");
    }

    @Test
    void aDefaultExportWinsOverNames() throws Exception {
        assertThat(result("function before() { return 1 }\nexport default () => 2")).isEqualTo(2);
    }

    @Test
    void severalFunctionsWithoutAChoiceAreInvalid() {
        assertThat(invalid("function one() {}\nfunction two() {}"))
                .hasMessage(
                        "hooks/x.js: it must hold one function, as in `export default function (event) { return event; }`,"
                                + " or name it before, after or hook; it holds the functions [one, two]");
    }

    @Test
    void aScriptWithoutAFunctionIsInvalid() {
        assertThat(invalid("const limit = 3;")).hasMessageEndingWith("it holds no function");
        assertThat(invalid("")).hasMessageEndingWith("it holds no function");
    }

    @Test
    void aSyntaxErrorHasItsLineAndColumn() {
        InvalidScript invalid = invalid("function f(event) {\n  return event;\n}\n  let x = ;\n");

        assertThat(invalid.line()).isEqualTo(4);
        assertThat(invalid.column()).isPositive();
        assertThat(invalid)
                .hasMessageStartingWith("hooks/x.js:4:")
                .hasMessageContaining("SyntaxError: ");
    }

    @Test
    void anErrorInTheOutermostCodeHasItsLine() {
        InvalidScript invalid = invalid("const a = 1;\nmissing.thing();\nexport default (e) => e;");

        assertThat(invalid.line()).isEqualTo(2);
        assertThat(invalid).hasMessageEndingWith("ReferenceError: missing is not defined");
    }

    @Test
    void importsAreASyntaxError() {
        assertThat(invalid("import fs from 'fs';\nexport default (e) => e;").line()).isEqualTo(1);
    }
}
