package io.tidegate.api;

import io.tidegate.access.Caller;
import io.tidegate.access.Role;
import io.tidegate.authoring.DraftText;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connector's text as somebody may see it: its tests hold events, which are payloads.
 *
 * @param yaml null: YAML cannot say it
 * @param config what stands under its node; null likewise
 */
record ShownText(@Nullable String yaml, @Nullable Map<String, @Nullable Object> config) {
    private static final String TESTS = "tests";

    /** Of a version of the console's. */
    static ShownText of(String yaml, Caller caller) {
        DraftText text = DraftText.ofYaml(yaml);
        return new ShownText(yaml, text.config()).shownTo(caller, text.kind());
    }

    ShownText shownTo(Caller caller, String kind) {
        if (caller.role().covers(Role.OPERATOR) || config == null || !config.containsKey(TESTS)) {
            return this;
        }
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(config);
        rest.remove(TESTS);
        return new ShownText(DraftText.ofConfig(kind, rest).yaml(), rest);
    }
}
