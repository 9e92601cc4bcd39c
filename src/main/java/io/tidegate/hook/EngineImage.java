package io.tidegate.hook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The engine, initialised once for the whole JVM, and the sandboxes that wait for their next run.
 */
final class EngineImage {
    /** A new one costs milliseconds; an idle one half a megabyte at most. */
    private static final int KEPT_SANDBOXES = 64;

    private final Image image;
    private final Bytecode load;
    private final Bytecode call;
    private final Deque<Sandbox> idle = new ArrayDeque<>();

    private EngineImage() {
        Sandbox first = new Sandbox();
        EngineCalls calls = first.calls();
        calls.initialize();
        calls.run(calls.compile(prelude()));
        load = calls.compile("__tidegate__('load')");
        call = calls.compile("__tidegate__('call')");
        Bytecode turns = calls.compile("for (let i = 0; i < 100; i++);");
        int slot = Interrupt.register(first.instance());
        Interrupt.install(first.instance().memory(), slot, () -> calls.run(turns));
        image = first.freeze();
        idle.push(first);
    }

    static EngineImage get() {
        return Holder.ENGINE;
    }

    /** A new image, in which the script's function waits, or why there is none. */
    Loaded load(byte[] source, ScriptLimits limits) {
        Sandbox sandbox = take();
        Loaded loaded = sandbox.load(image, load, source, limits);
        giveBack(sandbox, loaded.answer());
        return loaded;
    }

    Answer call(Image script, byte[] arguments, ScriptLimits limits) {
        Sandbox sandbox = take();
        Answer answer = sandbox.run(script, call, arguments, limits);
        giveBack(sandbox, answer);
        return answer;
    }

    private Sandbox take() {
        synchronized (idle) {
            if (!idle.isEmpty()) {
                return idle.pop();
            }
        }
        Sandbox sandbox = new Sandbox();
        Interrupt.register(sandbox.instance());
        return sandbox;
    }

    private void giveBack(Sandbox sandbox, Answer answer) {
        boolean sound =
                switch (answer.kind()) {
                    case LOADED, RESULT, PROMISE, THREW, TOO_BIG, TIMED_OUT, OUT_OF_MEMORY -> true;
                    case TOO_DEEP, CRASHED -> false;
                };
        synchronized (idle) {
            if (sound && idle.size() < KEPT_SANDBOXES) {
                idle.push(sandbox);
            }
        }
    }

    private static String prelude() {
        try (InputStream in = EngineImage.class.getResourceAsStream("prelude.js")) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Built on first use: a node without scripts never pays for it. */
    private static final class Holder {
        static final EngineImage ENGINE = new EngineImage();
    }
}
