package io.tidegate.connector;

import io.tidegate.event.TriggerPattern;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one {@code inflow:} node. */
final class InflowReader {
    private final Terms defaults;
    private final Reading reading;
    private final BiConsumer<String, Mark> named;

    /**
     * @param named told the id and its place, whatever else is wrong
     */
    InflowReader(Terms defaults, Reading reading, BiConsumer<String, Mark> named) {
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
                    value, "\"inflow\" must be a map with keys, not " + NodeReader.kind(value));
            return Optional.empty();
        }
        NodeReader inflow = new NodeReader(value, InflowKeys.INFLOW, reading);
        Optional<Label> label = LabelReader.read(inflow, mark);
        label.ifPresent(is -> named.accept(is.id(), mark));
        Stages stages = new StagesReader(reading).read(inflow);
        List<String> targets = Written.targets(inflow, stages.mapping());
        Optional<ActionTarget> to = new ActionReader(inflow, reading).read(targets, mark);
        Optional<Entry> entry = entry(inflow, to, stages, mark);
        Terms terms = new TermsReader(defaults, reading).read(inflow);
        List<TestCase> tests = new TestReader(Written.rules(inflow), true, reading).read(inflow);
        if (reading.mistakes().size() > before || label.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Connector(
                        label.get(),
                        List.of(TriggerPattern.parse(Connector.INFLOW_TYPE + label.get().id())),
                        stages,
                        to.orElseThrow(),
                        terms,
                        tests,
                        entry.orElseThrow()));
    }

    private Optional<Entry> entry(
            NodeReader inflow, Optional<ActionTarget> to, Stages stages, Mark mark) {
        return new EntryReader(inflow, reading)
                .read(
                        to.map(is -> MatchSource.paths(is.match(), stages.mapping()))
                                .orElse(List.of()),
                        MatchSource.passwords(stages.mapping()),
                        mark);
    }
}
