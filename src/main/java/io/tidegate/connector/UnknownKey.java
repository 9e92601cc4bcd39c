package io.tidegate.connector;

import io.tidegate.event.Triggers;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A key that a node of Camel's does not have.
 *
 * @param owner the name of the node
 */
record UnknownKey(String owner, ScalarNode key) {

    /**
     * @param mark where Camel says that the key, or what stands behind it, begins
     */
    static Optional<UnknownKey> in(Node node, String name, Mark mark, SourceFile file) {
        return find(node, "", name, mark, file);
    }

    private static Optional<UnknownKey> find(
            Node node, String owner, String name, Mark mark, SourceFile file) {
        if (node.isRecursive()) {
            return Optional.empty();
        }
        if (node instanceof SequenceNode list) {
            return list.getValue().stream()
                    .flatMap(item -> find(item, owner, name, mark, file).stream())
                    .findFirst();
        }
        if (!(node instanceof MappingNode map)) {
            return Optional.empty();
        }
        for (NodeTuple tuple : map.getValue()) {
            ScalarNode key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar : null;
            if (key != null && key.getValue().equals(name) && stands(tuple, mark, file)) {
                return Optional.of(new UnknownKey(owner, key));
            }
            String below = key == null ? "" : key.getValue();
            Optional<UnknownKey> found = find(tuple.getValueNode(), below, name, mark, file);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static boolean stands(NodeTuple tuple, Mark mark, SourceFile file) {
        return file.at(tuple.getKeyNode()).equals(mark)
                || file.at(tuple.getValueNode()).equals(mark);
    }

    String message() {
        List<String> allowed = CamelWords.keysOf(owner);
        String seen = "\"" + key.getValue() + "\" is not a key of " + owner;
        return allowed.isEmpty()
                ? seen
                : seen
                        + Triggers.nearest(key.getValue(), allowed)
                                .map(near -> "; did you mean \"" + near + "\"?")
                                .orElse("")
                        + " (allowed: "
                        + String.join(", ", allowed)
                        + ")";
    }
}
