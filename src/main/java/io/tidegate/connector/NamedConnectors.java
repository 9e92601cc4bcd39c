package io.tidegate.connector;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The connectors whose names can be read in a file that is broken.
 *
 * @param kinds outflow, inflow or trigger, by id
 * @param whole whether no further one can stand in the file
 */
public record NamedConnectors(Map<String, String> kinds, boolean whole) {
    static final NamedConnectors NONE = new NamedConnectors(Map.of(), false);

    private static final String TRIGGER = "trigger";

    /** Root nodes that start no route. */
    private static final Set<String> NO_ROUTES =
            Set.of(
                    "beans",
                    "errorHandler",
                    "onException",
                    "onCompletion",
                    "intercept",
                    "interceptFrom",
                    "interceptSendToEndpoint",
                    "routeConfiguration");

    public NamedConnectors {
        kinds = Map.copyOf(kinds);
    }

    /** Whatever is wrong with the file. */
    static NamedConnectors read(YamlFile.Text file) {
        try {
            String text = new String(file.read(), StandardCharsets.UTF_8);
            return new Compose(LoadSettings.builder().build())
                    .composeString(text)
                    .filter(SequenceNode.class::isInstance)
                    .map(root -> of((SequenceNode) root))
                    .orElse(NONE);
        } catch (Exception | StackOverflowError unreadable) {
            return NONE; // its mistakes say why
        }
    }

    private static NamedConnectors of(SequenceNode root) {
        Map<String, String> kinds = new LinkedHashMap<>();
        boolean whole = true;
        for (Node item : root.getValue()) {
            whole &=
                    item instanceof MappingNode map
                            && map.getValue().size() == 1
                            && isUnderstood(map.getValue().get(0), kinds);
        }
        return new NamedConnectors(kinds, whole);
    }

    private static boolean isUnderstood(NodeTuple item, Map<String, String> kinds) {
        Node node = item.getValueNode();
        String key = text(item.getKeyNode()).orElse("");
        return switch (key) {
            case FileReader.OUTFLOW, FileReader.INFLOW -> take(child(node, "id"), key, kinds);
            case "route" -> child(node, "from").filter(from -> isFrom(from, kinds)).isPresent();
            case "from" -> isFrom(node, kinds);
            default -> NO_ROUTES.contains(key);
        };
    }

    private static boolean take(Optional<Node> id, String kind, Map<String, String> kinds) {
        Optional<String> text = id.flatMap(NamedConnectors::text).filter(t -> !t.isBlank());
        text.ifPresent(t -> kinds.put(t, kind));
        return text.isPresent();
    }

    /** {@code trigger:name?on=…}, or {@code trigger} with the parameter {@code name}. */
    private static boolean isFrom(Node from, Map<String, String> kinds) {
        Optional<String> uri = text(from).or(() -> child(from, "uri").flatMap(n -> text(n)));
        if (uri.isEmpty() || uri.get().contains("{{")) {
            return false;
        }
        if (uri.get().equals(TRIGGER)) {
            return take(child(from, "parameters").flatMap(p -> child(p, "name")), TRIGGER, kinds);
        }
        if (uri.get().startsWith(TRIGGER + ":")) {
            String name = uri.get().substring(TRIGGER.length() + 1).replaceAll("^//|\\?.*$", "");
            kinds.put(name, TRIGGER);
        }
        return true;
    }

    private static Optional<Node> child(Node node, String key) {
        return node instanceof MappingNode map
                ? map.getValue().stream()
                        .filter(tuple -> text(tuple.getKeyNode()).filter(key::equals).isPresent())
                        .map(NodeTuple::getValueNode)
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<String> text(Node node) {
        return node instanceof ScalarNode scalar
                ? Optional.of(scalar.getValue())
                : Optional.empty();
    }
}
