package io.tidegate.hook;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Scripts for tests. A busy machine must not end a script that is meant to come to its end: these
 * have much time.
 */
final class Scripts {
    static final ScriptLimits PATIENT = new ScriptLimits(Duration.ofSeconds(60), 16L << 20);

    static final ScriptLimits SHORT = new ScriptLimits(Duration.ofMillis(300), 16L << 20);

    static final Map<String, Object> EVENT =
            Map.of("type", "Register", "data", Map.of("Name", "Ann"));

    private Scripts() {}

    static Script script(String source) throws InvalidScript {
        return Script.compile("hooks/x.js", source, PATIENT);
    }

    static Object result(String source) throws Exception {
        return script(source).call(List.of(EVENT));
    }

    static ScriptFailed failure(String source) throws InvalidScript {
        return failure(script(source));
    }

    static ScriptFailed shortFailure(String source) throws InvalidScript {
        return failure(Script.compile("hooks/x.js", source, SHORT));
    }

    static ScriptFailed failure(Script script) {
        return catchThrowableOfType(ScriptFailed.class, () -> script.call(List.of(EVENT)));
    }

    static InvalidScript invalid(String source) {
        return catchThrowableOfType(InvalidScript.class, () -> script(source));
    }
}
