package io.tidegate.connector;

import io.tidegate.event.Triggers;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.dsl.yaml.common.exception.UnknownNodeIdException;
import org.apache.camel.dsl.yaml.common.exception.UnsupportedFieldException;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * What is wrong in Camel's own nodes. Camel stops at the first mistake, so the steps within a wrong
 * node are tried one by one, and each says its own.
 */
final class CamelMistakes {
    private static final String UNKNOWN_NODE = "Unknown node id: ";
    private static final String UNKNOWN_KEY = "Unsupported field: ";

    /** Where a node stands, and what of ours may stand there too. */
    @SuppressWarnings("ImmutableEnumChecker") // its list cannot be changed
    enum Place {
        ROOT(List.of(FileReader.OUTFLOW, FileReader.INFLOW), "a root node of Camel's YAML"),
        HOOK(List.of(StagesReader.SCRIPT), "a Camel step");

        private final List<String> ours;
        private final String theirs;

        Place(List<String> ours, String theirs) {
            this.ours = ours;
            this.theirs = theirs;
        }

        private List<String> known() {
            List<String> camels = this == ROOT ? CamelWords.roots() : CamelWords.steps();
            return Stream.concat(ours.stream(), camels.stream()).toList();
        }
    }

    private final Reading reading;
    private final Place place;
    private final Consumer<Node> step;

    /**
     * @param step makes a step of Camel's of a node, or throws
     */
    CamelMistakes(Reading reading, Place place, Consumer<Node> step) {
        this.reading = reading;
        this.place = place;
        this.step = step;
    }

    /** Notes why a node could not be made, and what else is wrong with the steps within. */
    void add(Node node, RuntimeException thrown) {
        note(node, onlyKey(node), thrown);
        within(node);
    }

    private void within(Node node) {
        if (node.isRecursive()) {
            return;
        }
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(this::within);
        } else if (node instanceof MappingNode map) {
            map.getValue().forEach(this::within);
        }
    }

    private void within(NodeTuple tuple) {
        boolean steps =
                tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals("steps");
        if (steps && tuple.getValueNode() instanceof SequenceNode list) {
            list.getValue().forEach(this::tried);
        }
        within(tuple.getValueNode());
    }

    private void tried(Node node) {
        try {
            step.accept(node);
        } catch (RuntimeException e) {
            note(node, "", e);
        }
    }

    /**
     * @param top the key of the node at the place itself; empty within
     */
    private void note(Node node, String top, RuntimeException thrown) {
        Mark mark = CamelText.mark(thrown, reading.file(), reading.file().at(node));
        Optional<String> name = problem(thrown, UnknownNodeIdException.class, UNKNOWN_NODE);
        Optional<UnknownKey> key =
                problem(thrown, UnsupportedFieldException.class, UNKNOWN_KEY)
                        .flatMap(field -> UnknownKey.in(node, field, mark, reading.file()));
        if (name.isPresent()) {
            reading.mistakes().addOnce(mark, unknown(name.get(), top));
        } else if (key.isPresent()) {
            reading.mistakes().addOnce(reading.file().at(key.get().key()), key.get().message());
        } else {
            reading.mistakes().addOnce(mark, CamelText.message(thrown));
        }
    }

    private static Optional<String> problem(
            Throwable thrown, Class<? extends MarkedYamlEngineException> type, String prefix) {
        return CamelText.causes(thrown).stream()
                .filter(type::isInstance)
                .map(e -> type.cast(e).getProblem())
                .filter(problem -> problem.startsWith(prefix))
                .map(problem -> problem.substring(prefix.length()))
                .findFirst();
    }

    private String unknown(String seen, String top) {
        boolean here = seen.equals(top);
        String is =
                here
                        ? " is neither \""
                                + String.join("\", \"", place.ours)
                                + "\" nor "
                                + place.theirs
                        : " is no Camel step";
        List<String> known = here ? place.known() : CamelWords.steps();
        return "\""
                + seen
                + "\""
                + is
                + Triggers.nearest(seen, known)
                        .map(n -> "; did you mean \"" + n + "\"?")
                        .orElse("");
    }

    /** The name of a node, whatever else is wrong with it. */
    static String onlyKey(Node node) {
        return node instanceof MappingNode map
                        && !map.getValue().isEmpty()
                        && map.getValue().get(0).getKeyNode() instanceof ScalarNode key
                ? key.getValue()
                : "";
    }
}
