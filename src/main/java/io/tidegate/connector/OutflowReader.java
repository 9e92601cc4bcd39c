package io.tidegate.connector;

import io.tidegate.event.TriggerPattern;
import io.tidegate.mapping.Mapping;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads one {@code outflow:} node. */
final class OutflowReader {
    private final Terms defaults;
    private final Reading reading;
    private final BiConsumer<String, Mark> named;

    /**
     * @param named told the id and its place, whatever else is wrong
     */
    OutflowReader(Terms defaults, Reading reading, BiConsumer<String, Mark> named) {
        this.defaults = defaults;
        this.reading = reading;
        this.named = named;
    }

    /** Empty if anything was wrong with it; the mistakes are in the reading. */
    Optional<Connector> read(Node key, Node value) {
        int before = reading.mistakes().size();
        Mark mark = reading.file().at(key);
        if (!(value instanceof MappingNode)) {
            reading.wrong(
                    value, "\"outflow\" must be a map with keys, not " + NodeReader.kind(value));
            return Optional.empty();
        }
        NodeReader outflow = new NodeReader(value, OutflowKeys.OUTFLOW, reading);
        Optional<Label> label = label(outflow, mark);
        label.ifPresent(is -> named.accept(is.id(), mark));
        Set<TriggerPattern> on = triggers(outflow, mark);
        Stages stages = new StagesReader(reading).read(outflow);
        Optional<Target> to =
                outflow.require("to", mark)
                        .flatMap(node -> new TargetReader(reading).read(node, mark));
        Terms terms = new TermsReader(defaults, reading).read(outflow);
        List<TestCase> tests = new TestReader(rules(outflow), reading).read(outflow);
        List<String> targets = targets(outflow, stages.mapping());
        to.ifPresent(target -> new FieldRules(targets, reading).check(target));
        if (reading.mistakes().size() > before || label.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Connector(label.get(), List.copyOf(on), stages, to.get(), terms, tests, null));
    }

    private Optional<Label> label(NodeReader outflow, Mark mark) {
        outflow.require("id", mark);
        Optional<String> id = outflow.text("id");
        if (id.isPresent() && !id.get().matches(OutflowKeys.ID)) {
            outflow.refuse(
                    "id",
                    "letters, digits, dots, dashes and _, at most 100, a letter or digit first");
        }
        String title = outflow.text("title").orElse(null);
        String system = outflow.text("system").orElse(null);
        return id.map(text -> new Label(text, title, system, mark));
    }

    /** A mapping with mistakes says what it makes all the same. */
    private static @Nullable List<String> targets(NodeReader outflow, @Nullable Mapping mapping) {
        if (mapping != null) {
            return mapping.targets();
        }
        return outflow.find("mapping").orElse(null) instanceof MappingNode map
                ? map.getValue().stream()
                        .map(NodeTuple::getKeyNode)
                        .filter(ScalarNode.class::isInstance)
                        .map(key -> ((ScalarNode) key).getValue())
                        .toList()
                : null;
    }

    /** Those with mistakes too. */
    private static List<String> rules(NodeReader outflow) {
        return outflow.find("rules").orElse(null) instanceof SequenceNode list
                ? list.getValue().stream()
                        .filter(ScalarNode.class::isInstance)
                        .map(rule -> ((ScalarNode) rule).getValue().strip())
                        .toList()
                : List.of();
    }

    private Set<TriggerPattern> triggers(NodeReader outflow, Mark mark) {
        Set<TriggerPattern> patterns = new LinkedHashSet<>();
        Optional<Node> on = outflow.require("on", mark);
        boolean single = on.filter(ScalarNode.class::isInstance).isPresent();
        List<Node> entries = single ? List.of(on.get()) : outflow.items("on");
        if (on.filter(SequenceNode.class::isInstance).isPresent() && entries.isEmpty()) {
            reading.wrong(
                    on.get(),
                    "\"on\" of outflow names no trigger: nothing would ever start the connector");
        }
        for (Node entry : entries) {
            outflow.text(entry, "a trigger")
                    .ifPresent(text -> trigger(entry, text).ifPresent(patterns::add));
        }
        return patterns;
    }

    private Optional<TriggerPattern> trigger(Node entry, String text) {
        try {
            return Optional.of(TriggerPattern.parse(text));
        } catch (IllegalArgumentException e) {
            reading.wrong(entry, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
