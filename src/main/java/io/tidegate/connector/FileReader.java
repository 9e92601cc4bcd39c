package io.tidegate.connector;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.camel.dsl.yaml.common.YamlDeserializationContext;
import org.apache.camel.dsl.yaml.common.YamlDeserializerSupport;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads a whole file: its outflow and inflow nodes into connectors, and Camel's own nodes once for
 * their mistakes.
 */
final class FileReader {
    static final String OUTFLOW = "outflow";
    static final String INFLOW = "inflow";

    /** Root nodes that are connectors. */
    static final Set<String> CONNECTORS = Set.of(OUTFLOW, INFLOW);

    private final Terms defaults;
    private final Reading reading;

    /**
     * Camel's nodes are tried in a context of their own: a bean that was read once is not made a
     * second time.
     */
    private final YamlDeserializationContext trial;

    private final Map<Integer, Connector> connectors = new LinkedHashMap<>();
    private final OwnRoutes routes;
    private final List<String> beans = new ArrayList<>();
    private final Prints prints = new Prints("");
    private final RootNodes roots = new RootNodes();

    FileReader(Terms defaults, Reading reading, YamlDeserializationContext trial) {
        this.defaults = defaults;
        this.reading = reading;
        this.trial = trial;
        this.routes = new OwnRoutes(reading.mistakes());
    }

    OutflowFile read(Node root) {
        if (root instanceof SequenceNode list) {
            list.getValue().forEach(this::root);
        } else if (root instanceof MappingNode map && ours(map).isPresent()) {
            reading.wrong(root, inList(ours(map).get()));
        } else if (KameletFiles.isOne(root)) {
            reading.wrong(
                    root,
                    "this is a Kamelet: put it into the folder kamelets beside this file, as NAME.kamelet.yaml, and name it"
                            + " by kamelet:NAME");
        } else if (!(root instanceof MappingNode map && hasKey(map, "apiVersion"))) {
            // Camel would read nothing of it, and say nothing.
            reading.wrong(root, "a file of routes is a list: " + instead(root));
        } else if (!KameletFiles.kind(root).equals("Pipe")) {
            reading.wrong(
                    root,
                    "a resource of kind \""
                            + KameletFiles.kind(root)
                            + "\" is not read here, allowed is Pipe: write its routes as a list, each beginning with \"- route:\"");
        }
        return new OutflowFile(reading, connectors, routes.marks(), beans, roots, prints);
    }

    private void root(Node node) {
        int before = reading.mistakes().size();
        item(node);
        if (reading.mistakes().size() == before) {
            roots.right(node, reading.file().at(node));
        } else {
            roots.wrong(CamelMistakes.onlyKey(node), reading.file().at(node));
        }
    }

    private static String instead(Node root) {
        return root instanceof MappingNode map && !map.getValue().isEmpty()
                ? "write \"- " + key(map.getValue().get(0)) + ":\""
                : "each of its nodes begins with \"- \", such as \"- outflow:\"";
    }

    private void item(Node item) {
        if (!(item instanceof MappingNode map) || ours(map).isEmpty()) {
            camel(item);
        } else if (map.getValue().size() > 1) {
            reading.wrong(item, beside(map, ours(map).get()));
        } else {
            connector(map.getValue().get(0));
        }
    }

    /** The first of our own nodes that the map has. */
    private static Optional<String> ours(MappingNode map) {
        return map.getValue().stream()
                .map(FileReader::key)
                .filter(CONNECTORS::contains)
                .findFirst();
    }

    private static String inList(String kind) {
        return "\"" + kind + "\" must be an element of a list: write \"- " + kind + ":\"";
    }

    /**
     * Reads one node of ours.
     *
     * @param named told the id and its place, whatever else is wrong
     */
    static Optional<Connector> connector(
            NodeTuple tuple, Terms defaults, Reading reading, BiConsumer<String, Mark> named) {
        Node key = tuple.getKeyNode();
        Node value = tuple.getValueNode();
        return key(tuple).equals(INFLOW)
                ? new InflowReader(defaults, reading, named).read(key, value)
                : new OutflowReader(defaults, reading, named).read(key, value);
    }

    private void connector(NodeTuple tuple) {
        Node node = tuple.getValueNode();
        int before = reading.files().count();
        connector(tuple, defaults, reading, routes::add)
                .ifPresent(
                        connector -> {
                            connectors.put(index(node), connector);
                            prints.route(connector.id(), node, reading.files(), before);
                        });
    }

    static int index(Node node) {
        return node.getStartMark().map(mark -> mark.getIndex()).orElse(-1);
    }

    private void camel(Node item) {
        if (SecretRules.refuse(item, reading)) {
            return;
        }
        if (item instanceof MappingNode map && hasKey(map, "errorHandler")) {
            reading.wrong(
                    item,
                    "\"errorHandler\" beside the routes would be that of every file that is loaded after this one: write"
                            + " it inside its route");
            return;
        }
        new EndpointNodes(reading).check(item);
        try {
            YamlDeserializerSupport.setDeserializationContext(item, trial);
            Object made = trial.mandatoryResolve(item).construct(item);
            OwnPaths.refuse(made, item, reading);
            if (!RootNodes.isAlone(item)) {
                prints.shared(item);
            } else if (made instanceof RouteDefinition route && route.getId() != null) {
                routes.add(route.getId(), reading.file().at(item));
                prints.route(route.getId(), item, reading.files(), reading.files().count());
            }
            beans(item);
        } catch (RuntimeException e) {
            new CamelMistakes(
                            reading,
                            CamelMistakes.Place.ROOT,
                            step -> trial.construct(step, ProcessorDefinition.class))
                    .add(item, e);
        }
    }

    private void beans(Node item) {
        NodeTuple tuple = ((MappingNode) item).getValue().get(0);
        if (hasKey((MappingNode) item, "beans")
                && tuple.getValueNode() instanceof SequenceNode list) {
            for (Node bean : list.getValue()) {
                beans.add(
                        YamlDeserializerSupport.asText(
                                YamlDeserializerSupport.nodeAt(bean, "/name")));
            }
        }
    }

    private static String beside(MappingNode map, String kind) {
        return map.getValue().stream()
                        .map(FileReader::key)
                        .filter(key -> !key.equals(kind))
                        .map(key -> "\"" + key + "\"")
                        .collect(Collectors.joining(", "))
                + " stand beside \""
                + kind
                + "\": indent them further, so that they stand under it";
    }

    private static boolean hasKey(MappingNode map, String key) {
        return map.getValue().stream().anyMatch(tuple -> key(tuple).equals(key));
    }

    private static String key(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
    }
}
