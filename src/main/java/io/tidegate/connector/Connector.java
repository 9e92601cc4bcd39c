package io.tidegate.connector;

import io.tidegate.event.BackfillType;
import io.tidegate.event.TriggerPattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One integration, compiled: which events start it, what becomes of them, where the result goes and
 * on what terms.
 *
 * @param tests what {@code tidegate test} tries it on
 * @param entry how posts come in; null: it is an outflow
 */
public record Connector(
        Label label,
        List<TriggerPattern> on,
        Stages stages,
        Target to,
        Terms terms,
        List<TestCase> tests,
        @Nullable Entry entry) {
    /** What the type of an inflow's events begins with; its id follows. */
    public static final String INFLOW_TYPE = "inflow.";

    public Connector {
        on = List.copyOf(on);
        tests = List.copyOf(tests);
    }

    public Connector(Label label, List<TriggerPattern> on, Stages stages, Target to, Terms terms) {
        this(label, on, stages, to, terms, List.of(), null);
    }

    /** Whether third parties post to it. */
    public boolean isInflow() {
        return entry != null;
    }

    /** {@code outflow} or {@code inflow}. */
    public String kind() {
        return isInflow() ? FileReader.INFLOW : FileReader.OUTFLOW;
    }

    public String id() {
        return label.id();
    }

    /** Whether an event of this type starts the connector. */
    public boolean listensTo(String type) {
        String only = BackfillType.connector(type);
        return only == null
                ? on.stream().anyMatch(pattern -> pattern.matches(type))
                : only.equals(id());
    }
}
