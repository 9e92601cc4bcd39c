package io.tidegate.hook;

import static io.tidegate.hook.Scripts.failure;
import static io.tidegate.hook.Scripts.shortFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegate.hook.ScriptFailed.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptFailuresTest {
    @Test
    void anErrorNamesFileAndLine() throws Exception {
        ScriptFailed failed =
                failure("function f(event) {\n  const x = event.missing;\n  return x.y;\n}");

        assertThat(failed.reason()).isEqualTo(Reason.THREW);
        assertThat(failed.script()).isEqualTo("hooks/x.js");
        assertThat(failed.line()).isEqualTo(3);
        assertThat(failed)
                .hasMessage("hooks/x.js:3: TypeError: cannot read property 'y' of undefined");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "return event.a.b;",
                "if (event.a.b) {\n    return 1;\n  }",
                "for (const x of event.a.b) {\n    x();\n  }",
                "const { b } = event.a.b;",
                "event.c = event.a.b;",
                "return { type: event.type, x: event.a.b };",
                "return event.a\n    .b;",
                "event.a.b();",
                "event.a.b = 1;",
                "missing;",
                "throw 1 + event.a.b;",
            })
    void everyErrorHasTheLineOfItsStatement(String statement) throws Exception {
        String source =
                "// a comment\nexport default function (event) {\n  const type = event.type; // kept\n\n  type.trim();\n  "
                        + statement
                        + "\n  return type;\n}";

        assertThat(failure(source).line()).isEqualTo(6);
    }

    @Test
    void aTextThatLooksLikeCodeKeepsItsMeaning() throws Exception {
        String source = "function f(event) {\n  const text = `;\nreturn it;\n`;\n  return text;\n}";

        assertThat(Scripts.result(source)).isEqualTo(";\nreturn it;\n");
    }

    @Test
    void anErrorAfterADefaultExportNamesTheUsersLine() throws Exception {
        assertThat(
                        failure(
                                "\nexport default function (event) {\n  throw new Error('no ' + event.type);\n}"))
                .hasMessage("hooks/x.js:3: Error: no Register");
    }

    @Test
    void anythingMayBeThrown() throws Exception {
        assertThat(failure("() => { throw 'text' }")).hasMessage("hooks/x.js: text");
        assertThat(failure("() => { throw { code: 7 } }")).hasMessage("hooks/x.js: {\"code\":7}");
        assertThat(failure("() => { throw null }")).hasMessage("hooks/x.js: null");
        assertThat(failure("() => { throw { get message() { throw 1 } } }"))
                .hasMessage("hooks/x.js: a value that cannot be shown");
    }

    @Test
    void aLongMessageIsCut() throws Exception {
        assertThat(failure("() => { throw new Error('x'.repeat(10000)) }").getMessage())
                .hasSizeLessThan(600);
    }

    @Test
    void anEndlessLoopStopsAndNamesALine() throws Exception {
        ScriptFailed failed =
                shortFailure("\n\nfunction spin(event) { let i = 0; for (;;) { i++; } }");

        assertThat(failed.reason()).isEqualTo(Reason.TIMED_OUT);
        assertThat(failed).hasMessage("hooks/x.js stopped after 300 ms (line 3)");
        assertThat(failed.line()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "() => /(a+)+$/.test('a'.repeat(40) + 'b')",
                "() => Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1)",
                "() => [2, 1].sort(() => { for (;;); })",
                "() => { try { for (;;); } catch (e) { return 1 } finally { for (;;); } }",
                "() => { Promise.resolve().then(() => { for (;;); }); return 1 }",
                "() => { const next = () => Promise.resolve().then(next); next(); return 1 }",
                "() => JSON.stringify({ toJSON() { for (;;); } })",
                "() => ({ get a() { for (;;); } })",
                "() => { eval('for (;;);') }",
                "() => 'x'.replace(/x/, () => { for (;;); })",
                "() => { while (true) console.log('again') }",
            })
    void nothingRunsOnPastItsTime(String source) throws Exception {
        long start = System.nanoTime();

        ScriptFailed failed = shortFailure(source);

        assertThat(failed.reason()).isEqualTo(Reason.TIMED_OUT);
        assertThat(failed).hasMessageStartingWith("hooks/x.js stopped after 300 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void endlessOutermostCodeIsInvalid() {
        InvalidScript invalid =
                catchThrowableOfType(
                        InvalidScript.class,
                        () -> Script.compile("hooks/x.js", "for (;;);", Scripts.SHORT));

        assertThat(invalid)
                .hasMessageContaining("its outermost code fails: hooks/x.js stopped after 300 ms");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "() => { let a = []; for (;;) a.push(new Array(1e6).fill(1)) }",
                "() => { const all = []; for (let s = 'x'; ; s += 'x'.repeat(50000)) all.push(s.split('').join('')) }",
                "() => { const m = new Map(); for (let i = 0; ; i++) m.set(i, 'x'.repeat(100000) + i) }",
                "() => { const all = []; for (;;) all.push(new ArrayBuffer(1e6)) }",
                "() => { let o = null; for (;;) o = { o, text: 'x'.repeat(50000) + Math.random() } }",
            })
    void memoryEndsAtItsBound(String source) throws Exception {
        ScriptFailed failed = failure(source);

        assertThat(failed.reason()).isEqualTo(Reason.OUT_OF_MEMORY);
        assertThat(failed)
                .hasMessageStartingWith(
                        "hooks/x.js stopped: it needs more than its 16 MiB of memory");
    }

    @Test
    void oneImpossibleAllocationIsAnError() throws Exception {
        assertThat(failure("() => 'x'.repeat(2 ** 29)").reason()).isEqualTo(Reason.OUT_OF_MEMORY);
        assertThat(failure("() => { let s = 'x'; for (;;) s += s }"))
                .hasMessage("hooks/x.js:1: InternalError: string too long");
        assertThat(failure("() => new ArrayBuffer(2 ** 40)").reason()).isEqualTo(Reason.THREW);
    }

    @Test
    void endlessRecursionIsAnError() throws Exception {
        ScriptFailed failed = failure("function f(n) { return f(n) + 1 }");

        assertThat(failed.reason()).isEqualTo(Reason.THREW);
        assertThat(failed).hasMessageContaining("RangeError: ");
    }

    @Test
    void aHugeResultIsRefused() throws Exception {
        ScriptLimits roomy = new ScriptLimits(Duration.ofSeconds(60), 64L << 20);
        String source = "() => ['x'.repeat(2500000), 'y'.repeat(2500000)]";

        ScriptFailed failed = failure(Script.compile("hooks/x.js", source, roomy));

        assertThat(failed.reason()).isEqualTo(Reason.BAD_RESULT);
        assertThat(failed)
                .hasMessage("hooks/x.js returned 5000007 bytes of JSON; at most 4194304 are kept");
    }

    @Test
    void aScriptWorksAgainAfterEveryKindOfFailure() throws Exception {
        Script script =
                Script.compile(
                        "hooks/x.js",
                        """
                        export default function ({ how }) {
                          if (how === "throw") throw new Error("no");
                          if (how === "memory") { const all = []; for (;;) all.push(new ArrayBuffer(1e6)); }
                          if (how === "deep") { const f = () => f() + 1; return f(); }
                          return "fine";
                        }
                        """,
                        Scripts.PATIENT);

        for (String how : List.of("throw", "memory", "deep")) {
            assertThat(
                            catchThrowableOfType(
                                    ScriptFailed.class,
                                    () -> script.call(List.of(Map.of("how", how)))))
                    .isNotNull();
            assertThat(script.call(List.of(Map.of("how", "not")))).isEqualTo("fine");
        }
    }
}
