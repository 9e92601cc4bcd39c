package io.tidegate.connector;

import io.tidegate.mapping.Mapping;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** What a connector's parts say although they may have mistakes. */
final class Written {
    private Written() {}

    /** The targets of the mapping; null if there is none. */
    static @Nullable List<String> targets(NodeReader connector, @Nullable Mapping mapping) {
        if (mapping != null) {
            return mapping.targets();
        }
        return connector.find("mapping").orElse(null) instanceof MappingNode map
                ? map.getValue().stream()
                        .map(NodeTuple::getKeyNode)
                        .filter(ScalarNode.class::isInstance)
                        .map(key -> ((ScalarNode) key).getValue())
                        .toList()
                : null;
    }

    /** Where a target of the mapping stands; null if it does not. */
    static @Nullable Node place(NodeReader connector, String target) {
        return connector.find("mapping").orElse(null) instanceof MappingNode map
                ? map.getValue().stream()
                        .map(NodeTuple::getKeyNode)
                        .filter(
                                key ->
                                        key instanceof ScalarNode name
                                                && name.getValue().equals(target))
                        .findFirst()
                        .orElse(null)
                : null;
    }

    static List<String> rules(NodeReader connector) {
        return connector.find("rules").orElse(null) instanceof SequenceNode list
                ? list.getValue().stream()
                        .filter(ScalarNode.class::isInstance)
                        .map(rule -> ((ScalarNode) rule).getValue().strip())
                        .toList()
                : List.of();
    }
}
