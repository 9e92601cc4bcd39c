package io.tidegate.hook;

import io.tidegate.event.Json;
import io.tidegate.hook.ScriptFailed.Reason;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A hook written in JavaScript, ready to be called from any thread.
 *
 * <p>Its function is {@code export default …}; else the one declared as {@code before}, {@code
 * after} or {@code hook}; else the script's last expression; else the only function it declares.
 * Code outside it runs once, at {@link #compile}; every call begins with the globals as that left
 * them, so that nothing passes from one event to the next. Arguments are copies. Numbers are
 * JavaScript's: an integer beyond 2^53 loses its last digits, also where the script never touches
 * it.
 */
public final class Script {
    private static final SharedScripts SHARED = new SharedScripts();

    private final String name;
    private final SourceText source;
    private final ScriptLimits limits;
    private final Image image;

    private Script(String name, SourceText source, ScriptLimits limits, Image image) {
        this.name = name;
        this.source = source;
        this.limits = limits;
        this.image = image;
    }

    /**
     * Runs the script's outermost code, within the limits of a call, and finds its function; the
     * same one again for the same words, which nothing can change.
     */
    public static Script compile(String name, String source, ScriptLimits limits)
            throws InvalidScript {
        SharedScripts.Key key = new SharedScripts.Key(name, source, limits);
        Script known = SHARED.find(key);
        if (known == null) {
            known = compileAnew(name, source, limits);
            SHARED.add(key, known);
        }
        return known;
    }

    private static Script compileAnew(String name, String source, ScriptLimits limits)
            throws InvalidScript {
        SourceText text = SourceText.of(source);
        Loaded loaded = EngineImage.get().load(Json.write(text.asInput()), limits);
        Answer answer = loaded.answer();
        if (answer.kind() != Answer.Kind.LOADED) {
            ScriptFailed failed = new Answers(name, limits).failure(answer);
            throw new InvalidScript(
                    name, failed.line(), 0, "its outermost code fails: " + failed.getMessage());
        }
        Map<?, ?> told = Answers.map(answer.text());
        if (told.get("error") != null) {
            Failure failure = Failure.of(told.get("error"));
            throw new InvalidScript(name, failure.line(), failure.column(), failure.text());
        }
        if (!Boolean.TRUE.equals(told.get("hook"))) {
            throw new InvalidScript(name, 0, 0, noFunction((List<?>) told.get("found")));
        }
        return new Script(name, text, limits, loaded.image());
    }

    private static String noFunction(@Nullable List<?> found) {
        String seen = found == null || found.isEmpty() ? "no function" : "the functions " + found;
        return "it must hold one function, as in `export default function (event) { return event; }`, or name it"
                + " before, after or hook; it holds "
                + seen;
    }

    /** The name it was compiled with: what its errors begin with. */
    public String name() {
        return name;
    }

    /**
     * Answers the function with JSON values; answers the JSON value it returns, null for {@code
     * undefined}.
     */
    public @Nullable Object call(List<? extends @Nullable Object> jsonArguments)
            throws ScriptFailed {
        return run(jsonArguments, false);
    }

    /**
     * As a {@code before} hook: the returned object, or, if it returns nothing, the event with what
     * was set in it.
     */
    public Map<String, @Nullable Object> transform(Map<String, ? extends @Nullable Object> event)
            throws ScriptFailed {
        Object result = run(List.of(event), true);
        if (result instanceof Map<?, ?> map) {
            @SuppressWarnings("unchecked") // JSON objects have text keys
            Map<String, @Nullable Object> object = (Map<String, @Nullable Object>) map;
            return object;
        }
        throw new ScriptFailed(
                Reason.BAD_RESULT,
                name,
                0,
                name
                        + " returned "
                        + kind(result)
                        + "; a before hook returns the event, an object");
    }

    private static String kind(@Nullable Object result) {
        if (result == null) {
            return "null";
        }
        return result instanceof List
                ? "an array"
                : result instanceof String
                        ? "a text"
                        : result instanceof Boolean ? "a boolean" : "a number";
    }

    private @Nullable Object run(List<? extends @Nullable Object> arguments, boolean mutated)
            throws ScriptFailed {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        byte[] input =
                Json.write(
                        Map.of(
                                "seed", List.of(random.nextInt(), random.nextInt()),
                                "mutated", mutated,
                                "args", arguments));
        Answer answer = EngineImage.get().call(image, input, limits);
        boolean lineUnsure =
                answer.kind() == Answer.Kind.THREW
                        && answer.text().contains("cannot read property");
        return new Answers(name, limits).value(lineUnsure ? withLine(answer, input) : answer);
    }

    /**
     * Fails once more, with a mark in each line: QuickJS does not know in which line it reads a
     * property.
     */
    private Answer withLine(Answer failed, byte[] input) {
        EngineImage engine = EngineImage.get();
        Loaded marked = engine.load(Json.write(source.marked().asInput()), limits);
        if (marked.answer().kind() != Answer.Kind.LOADED) {
            return failed;
        }
        Answer again = engine.call(marked.image(), input, limits);
        return again.kind() == Answer.Kind.THREW && Answers.sameError(failed, again)
                ? again
                : failed;
    }
}
