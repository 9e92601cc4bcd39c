package io.tidegate.authoring;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Nodes of YAML as JSON's plain Java. */
final class PlainYaml {
    private PlainYaml() {}

    /**
     * @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException if it has a key twice
     */
    static Map<String, @Nullable Object> map(Node node, LoadSettings settings) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        if (new StandardConstructor(settings).constructSingleDocument(Optional.of(node))
                instanceof Map<?, ?> map) {
            map.forEach((key, value) -> plain.put(String.valueOf(key), value));
        }
        return plain;
    }

    static @Nullable Node child(Node node, String key) {
        if (node instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
                    return tuple.getValueNode();
                }
            }
        }
        return null;
    }

    /** What an exception says, in its first line. */
    static String why(Throwable e) {
        return e instanceof StackOverflowError
                ? "it is nested too deeply"
                : String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
