package io.tidegate.connector;

import io.tidegate.mapping.Mapping;
import io.tidegate.rule.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens to an event inside a connector, in this order; the request stands between mapping
 * and after.
 *
 * @param mapping null sends the event's data as it is
 */
public record Stages(
        List<Rule> rules,
        List<HookStage> before,
        @Nullable Mapping mapping,
        List<HookStage> after) {
    public Stages {
        rules = List.copyOf(rules);
        before = List.copyOf(before);
        after = List.copyOf(after);
    }
}
