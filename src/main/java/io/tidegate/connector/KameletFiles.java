package io.tidegate.connector;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kamelet.Kamelet;
import org.apache.camel.component.kamelet.KameletComponent;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Where {@code kamelet:NAME} is looked for: a team's own beside its routes, then the class path.
 */
final class KameletFiles {
    private KameletFiles() {}

    static void lookIn(Path routes, CamelContext context) {
        Path own = routes.resolve("kamelets").toAbsolutePath();
        if (Files.isDirectory(own)) {
            context.getComponent("kamelet", KameletComponent.class)
                    .setLocation("file:" + own + "," + Kamelet.DEFAULT_LOCATION);
        }
    }

    /** Whether a file of routes is a Kamelet, which Camel would read nothing of. */
    static boolean isOne(Node root) {
        return kind(root).equals("Kamelet");
    }

    /** What a resource of Kubernetes says it is; empty for anything else. */
    static String kind(Node root) {
        return root instanceof MappingNode map
                ? map.getValue().stream()
                        .filter(
                                tuple ->
                                        tuple.getKeyNode() instanceof ScalarNode key
                                                && key.getValue().equals("kind"))
                        .map(NodeTuple::getValueNode)
                        .filter(ScalarNode.class::isInstance)
                        .map(value -> ((ScalarNode) value).getValue())
                        .findFirst()
                        .orElse("")
                : "";
    }
}
