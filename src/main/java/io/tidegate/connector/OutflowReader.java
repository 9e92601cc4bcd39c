package io.tidegate.connector;

import io.tidegate.event.TriggerPattern;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
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
        Optional<Label> label = LabelReader.read(outflow, mark);
        label.ifPresent(is -> named.accept(is.id(), mark));
        Set<TriggerPattern> on = triggers(outflow, mark);
        Stages stages = new StagesReader(reading).read(outflow);
        Optional<Target> to =
                outflow.require("to", mark)
                        .flatMap(node -> new TargetReader(reading).read(node, mark));
        int beforeTerms = reading.mistakes().size();
        TermsReader termsReader = new TermsReader(defaults, reading);
        Terms terms = termsReader.read(outflow);
        boolean termsAreFine = reading.mistakes().size() == beforeTerms;
        List<TestCase> tests = new TestReader(Written.rules(outflow), false, reading).read(outflow);
        List<String> targets = Written.targets(outflow, stages.mapping());
        to.ifPresent(target -> new FieldRules(targets, reading).check(target));
        to.filter(is -> termsAreFine)
                .ifPresent(
                        target -> {
                            new BatchReader(reading).check(outflow, target);
                            termsReader.check(outflow, target);
                        });
        if (reading.mistakes().size() > before || label.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Connector(label.get(), List.copyOf(on), stages, to.get(), terms, tests, null));
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
