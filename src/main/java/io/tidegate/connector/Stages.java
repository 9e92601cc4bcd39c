package io.tidegate.connector;

import io.tidegate.mapping.Mapping;
import io.tidegate.rule.Rule;
import java.util.List;
import java.util.Map;
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
        List<HookStage> after,
        Marks marks) {
    public Stages {
        rules = List.copyOf(rules);
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    public Stages(
            List<Rule> rules,
            List<HookStage> before,
            @Nullable Mapping mapping,
            List<HookStage> after) {
        this(rules, before, mapping, after, Marks.NONE);
    }

    /**
     * Where they were written.
     *
     * @param rules in the rules' order; empty: not known
     * @param fields of the mapping, by target
     */
    public record Marks(List<Mark> rules, Map<String, Mark> fields) {
        static final Marks NONE = new Marks(List.of(), Map.of());

        public Marks {
            rules = List.copyOf(rules);
            fields = Map.copyOf(fields);
        }
    }
}
