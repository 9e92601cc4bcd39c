package io.tidegate.connector;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The nodes that a file is a list of: where each begins, and which are right. */
final class RootNodes {
    /** Nothing else in a file needs these to be right. */
    private static final Set<String> ALONE =
            Set.of(FileReader.OUTFLOW, FileReader.INFLOW, "route", "from");

    /** Camel's messages have many short words that mean nothing in the file. */
    private static final int TELLING = 5;

    private final List<Mark> begins = new ArrayList<>();
    private final Map<Mark, Node> right = new LinkedHashMap<>();
    private boolean standAlone = true;

    void right(Node node, Mark mark) {
        begins.add(mark);
        right.put(mark, node);
    }

    void wrong(String key, Mark mark) {
        begins.add(mark);
        standAlone &= ALONE.contains(key);
    }

    /** Whether nothing else in a file needs this node to be right. */
    static boolean isAlone(Node node) {
        return ALONE.contains(CamelMistakes.onlyKey(node));
    }

    /**
     * The list without the nodes that begin at these marks.
     *
     * @param shared whether nodes that are no routes stay
     */
    static Node without(Set<Mark> marks, boolean shared, SequenceNode root, SourceFile file) {
        List<Node> left =
                root.getValue().stream()
                        .filter(node -> !marks.contains(file.at(node)))
                        .filter(node -> shared || isAlone(node))
                        .toList();
        return new SequenceNode(root.getTag(), new ArrayList<>(left), root.getFlowStyle());
    }

    /** Where the node begins that a line belongs to. */
    Optional<Mark> of(int line) {
        return begins.stream().filter(mark -> mark.line() <= line).reduce((before, after) -> after);
    }

    /** The list without its wrong nodes; empty if what is left could not be built by itself. */
    Optional<Node> rest(Node root) {
        return root instanceof SequenceNode list && standAlone && !right.isEmpty()
                ? Optional.of(
                        new SequenceNode(
                                list.getTag(),
                                new ArrayList<>(right.values()),
                                list.getFlowStyle()))
                : Optional.empty();
    }

    /**
     * The text of a right node that a message about it quotes: Camel says what is wrong with a
     * route, but not where in it.
     *
     * @param begin where the node begins
     */
    Optional<ScalarNode> quoted(Mark begin, String message) {
        List<ScalarNode> texts = new ArrayList<>();
        collect(right.get(begin), texts);
        return texts.stream()
                .filter(text -> text.getValue().length() >= TELLING)
                .filter(text -> message.contains(text.getValue()))
                .max(Comparator.comparingInt(text -> text.getValue().length()));
    }

    private static void collect(@Nullable Node node, List<ScalarNode> texts) {
        if (node instanceof ScalarNode text) {
            texts.add(text);
        } else if (node instanceof SequenceNode list && !node.isRecursive()) {
            list.getValue().forEach(item -> collect(item, texts));
        } else if (node instanceof MappingNode map && !node.isRecursive()) {
            map.getValue().forEach(tuple -> collect(tuple.getValueNode(), texts));
        }
    }
}
