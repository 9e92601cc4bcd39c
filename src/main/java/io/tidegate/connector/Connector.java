package io.tidegate.connector;

import io.tidegate.event.TriggerPattern;
import java.util.List;

/**
 * One integration, compiled: which events start it, what becomes of them, where the result goes and
 * on what terms.
 *
 * @param tests what {@code tidegate test} tries it on
 */
public record Connector(
        Label label,
        List<TriggerPattern> on,
        Stages stages,
        Target to,
        Terms terms,
        List<TestCase> tests) {
    public Connector {
        on = List.copyOf(on);
        tests = List.copyOf(tests);
    }

    public Connector(Label label, List<TriggerPattern> on, Stages stages, Target to, Terms terms) {
        this(label, on, stages, to, terms, List.of());
    }

    public String id() {
        return label.id();
    }

    /** Whether an event of this type starts the connector. */
    public boolean listensTo(String type) {
        return on.stream().anyMatch(pattern -> pattern.matches(type));
    }
}
