package io.tidegate.connector;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Where a secret cannot stand in Camel's own nodes: {@code {{secret:…}}} nowhere, since Camel would
 * look for a property named so; {@code ${secret:…}} not where it would be sent as it is written,
 * nor in the log.
 */
final class SecretRules {
    private static final String NOT_READ =
            "${secret:…} is not read here, it would be sent as it is written: use it in a \"simple\" expression, such as"
                    + " setHeader: { name: Authorization, simple: \"Bearer ${secret:name}\" }";
    private static final String NOT_LOGGED = "${secret:…} in a log would show the secret";

    /** Nodes that hold an endpoint's fixed URI, as text or as these keys of theirs. */
    private static final Set<String> ENDPOINTS = Set.of("to", "from");

    private static final Set<String> URI_KEYS = Set.of("uri", "parameters");

    private final Reading reading;
    private boolean found;

    private SecretRules(Reading reading) {
        this.reading = reading;
    }

    /** Notes each as a mistake; true if there was one. */
    static boolean refuse(Node node, Reading reading) {
        SecretRules rules = new SecretRules(reading);
        rules.look(node, "", null);
        return rules.found;
    }

    /**
     * @param key what the node is the value of
     * @param literal what is wrong with {@code ${secret:…}} in it; null if it may stand there
     */
    private void look(Node node, String key, @Nullable String literal) {
        if (node.isRecursive()) {
            return;
        }
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                String below = tuple.getKeyNode() instanceof ScalarNode name ? name.getValue() : "";
                look(tuple.getValueNode(), below, literal(key, below, literal));
            }
        } else if (node instanceof SequenceNode list) {
            list.getValue().forEach(item -> look(item, key, literal));
        } else {
            text((ScalarNode) node, ENDPOINTS.contains(key) ? NOT_READ : literal);
        }
    }

    private static @Nullable String literal(String key, String below, @Nullable String outer) {
        if (below.equals("constant") || (ENDPOINTS.contains(key) && URI_KEYS.contains(below))) {
            return NOT_READ;
        }
        return below.equals("log") ? NOT_LOGGED : outer;
    }

    private void text(ScalarNode node, @Nullable String literal) {
        if (node.getValue().contains("{{secret:")) {
            reading.wrong(node, EndpointRules.NO_SECRETS);
            found = true;
        } else if (literal != null && node.getValue().contains("${secret:")) {
            reading.wrong(node, literal);
            found = true;
        }
    }
}
