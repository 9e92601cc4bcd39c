package io.tidegate.hook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import io.tidegate.hook.ScriptFailed.Reason;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns the answers of one script's runs into values and failures. */
record Answers(String script, ScriptLimits limits) {
    @Nullable Object value(Answer answer) throws ScriptFailed {
        if (answer.kind() != Answer.Kind.RESULT) {
            throw failure(answer);
        }
        try {
            return Json.parse(answer.text().getBytes(UTF_8));
        } catch (InvalidJson e) {
            throw failed(
                    Reason.BAD_RESULT,
                    0,
                    script + " returned something that cannot be kept: " + e.getMessage());
        }
    }

    ScriptFailed failure(Answer answer) {
        return switch (answer.kind()) {
            case THREW -> threw(Failure.of(map(answer.text())));
            case TIMED_OUT -> {
                int line = Failure.at(answer.text(), "").line();
                yield failed(
                        Reason.TIMED_OUT,
                        line,
                        script + " stopped after " + limits.time().toMillis() + " ms" + at(line));
            }
            case OUT_OF_MEMORY -> outOfMemory(Failure.at(answer.text(), "").line());
            case TOO_DEEP -> threw(Failure.at(answer.text(), "RangeError: too much recursion"));
            case PROMISE ->
                    failed(
                            Reason.BAD_RESULT,
                            0,
                            script
                                    + " returned a promise; a hook ends when it returns: leave out async");
            case TOO_BIG ->
                    failed(
                            Reason.BAD_RESULT,
                            0,
                            script
                                    + " returned "
                                    + answer.text()
                                    + " bytes of JSON; at most "
                                    + Sandbox.MAX_ANSWER
                                    + " are kept");
            case CRASHED, LOADED, RESULT ->
                    threw(
                            Failure.at(
                                    answer.text(),
                                    "the script engine gave up: " + answer.text().strip()));
        };
    }

    private ScriptFailed threw(Failure failure) {
        if (failure.text().equals("InternalError: out of memory")) {
            return outOfMemory(failure.line());
        }
        String place = failure.line() == 0 ? script : script + ":" + failure.line();
        return failed(Reason.THREW, failure.line(), place + ": " + failure.text());
    }

    private ScriptFailed outOfMemory(int line) {
        return failed(
                Reason.OUT_OF_MEMORY,
                line,
                script
                        + " stopped: it needs more than its "
                        + (limits.memoryBytes() >> 20)
                        + " MiB of memory"
                        + at(line));
    }

    private ScriptFailed failed(Reason reason, int line, String message) {
        return new ScriptFailed(reason, script, line, message);
    }

    private static String at(int line) {
        return line == 0 ? "" : " (line " + line + ")";
    }

    static boolean sameError(Answer one, Answer other) {
        return Failure.of(map(one.text())).text().equals(Failure.of(map(other.text())).text());
    }

    /** What the prelude itself wrote: always an object. */
    static Map<?, ?> map(String json) {
        try {
            return (Map<?, ?>) Objects.requireNonNull(Json.parse(json.getBytes(UTF_8)));
        } catch (InvalidJson e) {
            throw new IllegalStateException(
                    "the script engine's own answer is not JSON: " + e.getMessage(), e);
        }
    }
}
