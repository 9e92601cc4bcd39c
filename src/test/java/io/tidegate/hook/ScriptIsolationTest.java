package io.tidegate.hook;

import static io.tidegate.hook.Scripts.failure;
import static io.tidegate.hook.Scripts.result;
import static io.tidegate.hook.Scripts.script;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptIsolationTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Packages",
                "java",
                "javax",
                "Java",
                "Polyglot",
                "require",
                "process",
                "module",
                "load",
                "print",
                "read",
                "std",
                "os",
                "Javy",
                "java_invoke",
                "plugin",
                "fetch",
                "XMLHttpRequest",
                "WebAssembly",
                "Deno",
                "setTimeout",
                "Worker",
                "__hook__"
            })
    void nothingOfTheHostIsThere(String name) throws Exception {
        assertThat(result("() => typeof " + name)).isEqualTo("undefined");
    }

    @Test
    void theConstructorsConstructorStaysInside() throws Exception {
        assertThat(
                        result(
                                "(e) => e.constructor.constructor('return typeof process + typeof java + typeof java_invoke')()"))
                .isEqualTo("undefinedundefinedundefined");
    }

    @Test
    void anImportAtRunTimeFindsNothing() throws Exception {
        assertThat(
                        result(
                                "() => { import('std').then(() => { throw 1 }, () => {}); return typeof std }"))
                .isEqualTo("undefined");
    }

    @Test
    void noVariableOfTheEnvironmentIsSeen() throws Exception {
        assertThat((String) result("() => Object.getOwnPropertyNames(globalThis).join()"))
                .doesNotContainIgnoringCase("env")
                .doesNotContain("java");
    }

    @Test
    void globalsBeginAnewWithEveryCall() throws Exception {
        Script script =
                script(
                        "let count = 10;\nfunction hook() { globalThis.seen = (globalThis.seen ?? 0) + 1; return [++count, seen] }");

        assertThat(script.call(List.of())).isEqualTo(List.of(11, 1));
        assertThat(script.call(List.of())).isEqualTo(List.of(11, 1));
    }

    @Test
    void pollutedPrototypesDoNotReachTheNextCall() throws Exception {
        Script script =
                script(
                        """
                        function hook(pollute) {
                          const before = [({}).polluted, [1].map((x) => x)[0], JSON.stringify({ a: 1 })];
                          if (pollute) {
                            Object.prototype.polluted = 1;
                            Array.prototype.map = () => ["stolen"];
                            JSON.stringify = () => "stolen";
                            Promise.prototype.then = null;
                          }
                          return before.map ? before : null;
                        }
                        """);
        List<Object> clean = Arrays.asList(null, 1, "{\"a\":1}");

        assertThat(script.call(List.of(true))).isEqualTo(clean);
        assertThat(script.call(List.of(false))).isEqualTo(clean);
        assertThat(result("() => ({}).polluted ?? 'clean'")).isEqualTo("clean");
    }

    @Test
    void aScriptCannotForgeItsAnswerThroughItsGlobals() throws Exception {
        assertThat(
                        result(
                                "(e) => { JSON.stringify = () => '\"forged\"'; JSON.parse = null; return e.type }"))
                .isEqualTo("Register");
    }

    @Test
    void callingTheEntryFromWithinEndsAsTooMuchRecursion() throws Exception {
        assertThat(failure("() => { __tidegate__('call'); return 1 }"))
                .hasMessageContaining("RangeError: ");
    }

    @Test
    void eightThreadsEachGetTheirOwnAnswers() throws Exception {
        Script one =
                script(
                        "(n) => { let s = 0; for (let i = 0; i <= n; i++) s += i; globalThis.s = s; return s }");
        Script two = script("(n) => 'two ' + n + typeof s");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                int offset = t * 100;
                runs.add(
                        threads.submit(
                                () -> {
                                    for (int n = offset; n < offset + 40; n++) {
                                        assertThat(one.call(List.of(n))).isEqualTo(n * (n + 1) / 2);
                                        assertThat(two.call(List.of(n)))
                                                .isEqualTo("two " + n + "undefined");
                                    }
                                    return null;
                                }));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void othersGoOnWhileSomeLoopAndSomeFillMemory() throws Exception {
        ScriptLimits limits = new ScriptLimits(Duration.ofSeconds(8), 16L << 20);
        Script loop = Script.compile("loop.js", "() => { for (;;); }", limits);
        Script fill =
                Script.compile(
                        "fill.js",
                        "() => { const a = []; for (;;) a.push(new ArrayBuffer(1e5)) }",
                        limits);
        Script good = script("(e) => e.n + 1");
        List<Thread> bad = new ArrayList<>();
        for (Script script : List.of(loop, loop, fill, fill, fill, fill)) {
            Thread thread = new Thread(() -> failure(script));
            bad.add(thread);
            thread.start();
        }

        for (int n = 0; n < 20; n++) {
            assertThat(good.call(List.of(Map.of("n", n)))).isEqualTo(n + 1);
        }

        assertThat(bad.get(0).isAlive()).as("the loop still runs").isTrue();
        for (Thread thread : bad) {
            thread.interrupt();
            thread.join();
        }
    }

    @Test
    void anInterruptOfTheCallerWaitsUntilTheCallHasEnded() throws Exception {
        Script script =
                script("(n) => { let s = 0; for (let i = 0; i < n; i++) s += 1; return s }");
        Thread caller = Thread.currentThread();
        Thread other = new Thread(caller::interrupt);

        other.start();
        Object answer = script.call(List.of(20_000));
        other.join();

        assertThat(answer).isEqualTo(20_000);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(script.call(List.of(3))).isEqualTo(3);
    }
}
