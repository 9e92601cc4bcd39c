package io.tidegate.authoring;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One connector's node of a file of routes, as it is written there.
 *
 * @param kind the node's key
 * @param line where it begins, from 1
 * @param yaml its lines, comments in them included
 * @param config what stands under it, as JSON's plain Java
 */
public record NodeText(String kind, int line, String yaml, Map<String, @Nullable Object> config) {
    private static final LoadSettings SETTINGS = LoadSettings.builder().build();

    /** Empty if there is no such connector, or the file cannot be read as YAML. */
    public static Optional<NodeText> in(String file, String connector) {
        try {
            return new Compose(SETTINGS)
                    .composeString(file)
                    .filter(SequenceNode.class::isInstance)
                    .flatMap(root -> in(file, ((SequenceNode) root).getValue(), connector));
        } catch (YamlEngineException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    /**
     * One node of a file with the comments above it.
     *
     * @param line of the file where it begins, from 1
     * @param indent columns of the file that its lines are without
     */
    public record Piece(int line, int indent, String yaml) {
        /** The same fault, at its place in the file. */
        public Fault inFile(Fault fault) {
            return fault.line() == 0
                    ? fault
                    : new Fault(
                            fault.line() + line - 1,
                            fault.column() + indent,
                            fault.pointer(),
                            fault.message());
        }
    }

    /**
     * Each node of a file; empty if it is no list of nodes.
     *
     * @throws IllegalArgumentException that says why it cannot be read as YAML
     */
    public static List<Piece> each(String file) {
        try {
            return new Compose(SETTINGS)
                    .composeString(file)
                    .filter(SequenceNode.class::isInstance)
                    .map(root -> ((SequenceNode) root).getValue())
                    .map(items -> each(file, items))
                    .orElse(List.of());
        } catch (YamlEngineException | StackOverflowError e) {
            throw new IllegalArgumentException("it is no YAML: " + PlainYaml.why(e), e);
        }
    }

    private static List<Piece> each(String file, List<Node> items) {
        return IntStream.range(0, items.size()).mapToObj(i -> piece(file, items, i)).toList();
    }

    private static Piece piece(String file, List<Node> items, int index) {
        List<String> all = file.lines().toList();
        int node = line(items.get(index));
        int least = index == 0 ? 0 : line(items.get(index - 1)) + 1;
        int begin = node;
        while (begin > least && all.get(begin - 1).strip().matches("(#.*)?")) {
            begin--;
        }
        while (begin < node && all.get(begin).isBlank()) {
            begin++;
        }
        int indent = Math.max(0, all.get(node).indexOf('-'));
        String above =
                all.subList(begin, node).stream()
                        .map(one -> without(indent, one) + "\n")
                        .collect(Collectors.joining());
        return new Piece(begin + 1, indent, above + lines(file, items, index));
    }

    private static Optional<NodeText> in(String file, List<Node> items, String connector) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof MappingNode map && map.getValue().size() == 1) {
                NodeTuple tuple = map.getValue().get(0);
                Node id = PlainYaml.child(tuple.getValueNode(), "id");
                if (id instanceof ScalarNode text && text.getValue().equals(connector)) {
                    return Optional.of(
                            new NodeText(
                                    ((ScalarNode) tuple.getKeyNode()).getValue(),
                                    line(map) + 1,
                                    lines(file, items, i),
                                    PlainYaml.map(tuple.getValueNode(), SETTINGS)));
                }
            }
        }
        return Optional.empty();
    }

    /** Up to the next node; what stands right above that one belongs to it. */
    private static String lines(String file, List<Node> items, int index) {
        List<String> all = file.lines().toList();
        int begin = line(items.get(index));
        int end = index + 1 < items.size() ? line(items.get(index + 1)) : all.size();
        while (end > begin + 1 && all.get(end - 1).strip().matches("(#.*|---)?")) {
            end--;
        }
        int indent = all.get(begin).indexOf('-');
        return all.subList(begin, end).stream()
                .map(one -> without(indent, one))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String without(int indent, String line) {
        boolean has = indent > 0 && line.length() >= indent && line.substring(0, indent).isBlank();
        return has ? line.substring(indent) : line;
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine()).orElse(0);
    }
}
