package io.tidegate.connector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The nodes that a file is a list of: where each begins, and which are right. */
final class RootNodes {
    /** Nothing else in a file needs these to be right. */
    private static final Set<String> ALONE = Set.of(FileReader.OUTFLOW, "route", "from");

    private final List<Mark> begins = new ArrayList<>();
    private final List<Node> right = new ArrayList<>();
    private boolean standAlone = true;

    void right(Node node, Mark mark) {
        begins.add(mark);
        right.add(node);
    }

    void wrong(String key, Mark mark) {
        begins.add(mark);
        standAlone &= ALONE.contains(key);
    }

    /** Where the node begins that a line belongs to. */
    Optional<Mark> of(int line) {
        return begins.stream().filter(mark -> mark.line() <= line).reduce((before, after) -> after);
    }

    /** The list without its wrong nodes; empty if what is left could not be built by itself. */
    Optional<Node> rest(Node root) {
        return root instanceof SequenceNode list && standAlone && !right.isEmpty()
                ? Optional.of(new SequenceNode(list.getTag(), right, list.getFlowStyle()))
                : Optional.empty();
    }
}
