package io.tidegate.connector;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** One more test in the text of a YAML file, of which nothing else changes. */
public final class NewTest {
    private NewTest() {}

    /** As an element of the list, beginning with a dash; ends with a line break. */
    public static String text(Map<String, @Nullable Object> test) {
        return YamlText.item(test);
    }

    /**
     * The file's text with the test added to its connector.
     *
     * @throws IllegalArgumentException that says why there is no place for it
     */
    public static String insert(String file, String connector, Map<String, @Nullable Object> test) {
        MappingNode node = connector(file, connector);
        NodeTuple tests = child(node, "tests");
        if (tests == null) {
            int column = column(node.getValue().get(0).getKeyNode());
            String indent = " ".repeat(column);
            return insert(
                    file,
                    lastLine(file, node),
                    indent + "tests:\n" + indented(test, indent + "  "));
        }
        if (!(tests.getValueNode() instanceof SequenceNode list)
                || list.getFlowStyle() != FlowStyle.BLOCK
                || list.getValue().isEmpty()) {
            throw new IllegalArgumentException(
                    "its \"tests\" in line "
                            + (line(tests.getKeyNode()) + 1)
                            + " are not a list with a line for each \"-\"");
        }
        String indent = " ".repeat(column(list));
        return insert(file, lastLine(file, list), indented(test, indent));
    }

    private static String indented(Map<String, @Nullable Object> test, String indent) {
        return text(test).lines().map(line -> indent + line + "\n").collect(Collectors.joining());
    }

    /** After a line, in the file's own way to end lines. */
    private static String insert(String file, int line, String added) {
        String end = file.contains("\r\n") ? "\r\n" : "\n";
        int at = 0;
        for (int i = 0; i <= line; i++) {
            int next = file.indexOf('\n', at);
            if (next < 0) {
                return file + end + added.replace("\n", end);
            }
            at = next + 1;
        }
        return file.substring(0, at) + added.replace("\n", end) + file.substring(at);
    }

    private static MappingNode connector(String file, String connector) {
        Optional<Node> root = new Compose(LoadSettings.builder().build()).composeString(file);
        if (root.orElse(null) instanceof SequenceNode list) {
            for (Node item : list.getValue()) {
                if (node(item) instanceof MappingNode map && connector.equals(id(map))) {
                    return block(map);
                }
            }
        }
        throw new IllegalArgumentException("no connector with its id stands there");
    }

    private static @Nullable Node node(Node item) {
        NodeTuple outflow = child(item, FileReader.OUTFLOW);
        NodeTuple ours = outflow == null ? child(item, FileReader.INFLOW) : outflow;
        return ours == null ? null : ours.getValueNode();
    }

    private static @Nullable String id(MappingNode node) {
        NodeTuple id = child(node, "id");
        return id != null && id.getValueNode() instanceof ScalarNode text ? text.getValue() : null;
    }

    private static MappingNode block(MappingNode node) {
        if (node.getFlowStyle() != FlowStyle.BLOCK) {
            throw new IllegalArgumentException("it is written inside { }");
        }
        return node;
    }

    private static @Nullable NodeTuple child(Node node, String key) {
        if (node instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
                    return tuple;
                }
            }
        }
        return null;
    }

    /**
     * A block's own end is where the next thing begins, beyond blank lines and comments; its last
     * leaf's end tells of a text with lines that look like them. An alias has its anchor's place.
     */
    private static int lastLine(String file, Node block) {
        List<String> lines = file.lines().toList();
        int line = Math.min(end(block), lines.size()) - 1;
        while (line > 0 && lines.get(line).strip().matches("(#.*)?")) {
            line--;
        }
        return Math.max(line, leaf(block));
    }

    private static int leaf(Node node) {
        if (node instanceof CollectionNode<?> all
                && all.getFlowStyle() == FlowStyle.BLOCK
                && !all.getValue().isEmpty()) {
            Object last = all.getValue().get(all.getValue().size() - 1);
            return leaf(last instanceof NodeTuple tuple ? tuple.getValueNode() : (Node) last);
        }
        return end(node) - 1;
    }

    /** The first line that is no part of it. */
    private static int end(Node node) {
        Mark end = node.getEndMark().orElseThrow();
        boolean before = end.getLine() > line(node) && isBlock(node) || end.getColumn() == 0;
        return before && end.getLine() > line(node) ? end.getLine() : end.getLine() + 1;
    }

    private static boolean isBlock(Node node) {
        return node instanceof CollectionNode<?> all && all.getFlowStyle() == FlowStyle.BLOCK;
    }

    private static int line(Node node) {
        return node.getStartMark().orElseThrow().getLine();
    }

    private static int column(Node node) {
        return node.getStartMark().orElseThrow().getColumn();
    }
}
