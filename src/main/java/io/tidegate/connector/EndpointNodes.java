package io.tidegate.connector;

import io.tidegate.event.TriggerPattern;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.util.URISupport;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Every endpoint in Camel's nodes has only options that its component knows. */
final class EndpointNodes {
    private static final Set<String> SENDING = Set.of("to", "toD", "wireTap");
    private static final Set<String> STARTING = Set.of("from", "poll");

    private final Reading reading;

    EndpointNodes(Reading reading) {
        this.reading = reading;
    }

    void check(Node node) {
        if (node.isRecursive()) {
            return;
        }
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(this::check);
        } else if (node instanceof MappingNode map) {
            map.getValue().forEach(this::tuple);
        }
    }

    private void tuple(NodeTuple tuple) {
        String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
        Node value = tuple.getValueNode();
        if (SENDING.contains(key) || STARTING.contains(key)) {
            if (value instanceof ScalarNode uri) {
                endpoint(key, uri, Optional.empty());
            } else if (child(value, "uri").orElse(null) instanceof ScalarNode uri) {
                endpoint(key, uri, child(value, "parameters"));
            }
        }
        check(value);
    }

    /** The endpoint of an outflow. */
    void target(Node node, String uri) {
        options(uri, node, Optional.empty(), true);
    }

    private void endpoint(String key, ScalarNode uri, Optional<Node> parameters) {
        options(uri.getValue(), uri, parameters, SENDING.contains(key));
    }

    private void options(String uri, Node node, Optional<Node> parameters, boolean sending) {
        int query = uri.indexOf('?');
        String scheme = (query < 0 ? uri : uri.substring(0, query)).replaceFirst(":.*", "");
        if (uri.contains("${") || scheme.contains("{")) {
            return; // only a message shows what it is
        }
        Optional<EndpointOptions> found =
                EndpointOptions.of(scheme, reading.camel().getCamelContext());
        if (scheme.equals("trigger")) {
            parameters.flatMap(map -> child(map, "on")).ifPresent(this::triggers);
        }
        if (found.isEmpty()) {
            return;
        }
        EndpointOptions options = found.get();
        if (sending ? !options.takes() : !options.starts()) {
            String only =
                    sending
                            ? "\" only starts routes: nothing can be sent to it"
                            : "\" only takes messages: no route can begin with it";
            reading.wrong(node, "\"" + scheme + only);
        }
        if (query >= 0) {
            names(uri.substring(query + 1)).forEach(name -> option(options, scheme, name, node));
        }
        if (parameters.orElse(null) instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode name) {
                    option(options, scheme, name.getValue(), name);
                }
            }
        }
    }

    private void triggers(Node on) {
        if (!(on instanceof ScalarNode words) || words.getValue().contains("{{")) {
            return;
        }
        for (String word : words.getValue().split(",")) {
            try {
                TriggerPattern.parse(word.trim());
            } catch (IllegalArgumentException e) {
                reading.wrong(on, String.valueOf(e.getMessage()));
            }
        }
    }

    private void option(EndpointOptions options, String scheme, String name, Node node) {
        options.mistake(scheme, name).ifPresent(message -> reading.wrong(node, message));
    }

    private static Set<String> names(String query) {
        try {
            Map<String, Object> parameters = URISupport.parseQuery(query, true);
            return parameters.keySet();
        } catch (URISyntaxException e) {
            return Set.of(); // Camel says it when it builds the route
        }
    }

    private static Optional<Node> child(Node node, String key) {
        return node instanceof MappingNode map
                ? map.getValue().stream()
                        .filter(
                                t ->
                                        t.getKeyNode() instanceof ScalarNode s
                                                && s.getValue().equals(key))
                        .map(NodeTuple::getValueNode)
                        .findFirst()
                : Optional.empty();
    }
}
