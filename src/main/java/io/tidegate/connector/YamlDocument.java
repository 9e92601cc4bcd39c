package io.tidegate.connector;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;

/** Plain values as YAML that people read: what is short in one line, long texts in blocks. */
public final class YamlDocument {
    /** Characters that a map or list in one line may have. */
    private static final int SHORT = 80;

    private static final Set<String> STEPS = Set.of("before", "after", "steps", "tests", "rules");

    private static final Set<String> CONNECTORS = Set.of("outflow", "inflow");

    /** Of a connector: those whose keys have a line each, however short they are. */
    private static final Set<String> TABLES = Set.of("mapping", "to");

    private static final List<NodeTuple> NO_KEYS = List.of();

    private static final DumpSettings SETTINGS =
            DumpSettings.builder()
                    .setDefaultFlowStyle(FlowStyle.BLOCK)
                    .setDefaultScalarStyle(ScalarStyle.PLAIN)
                    .setIndent(2)
                    .setIndicatorIndent(2)
                    .setIndentWithIndicator(true)
                    .setSplitLines(false)
                    .setDereferenceAliases(true)
                    .build();

    private YamlDocument() {}

    /** Ends with a line break. */
    public static String of(@Nullable Object value) {
        return text(new StandardRepresenter(SETTINGS).represent(value));
    }

    /**
     * The same without <code>{{</code>, in which Camel would look for a property: it is written as
     * an escape.
     */
    public static String withoutPlaceholders(Map<String, @Nullable Object> value) {
        return text(new Quoting().represent(value)).replace("{{", "{\\x7B");
    }

    private static String text(Node root) {
        children(root).forEach(YamlDocument::shorten);
        StringWriter text = new StringWriter();
        new Dump(SETTINGS)
                .dumpNode(
                        root,
                        new StreamDataWriter() {
                            @Override
                            public void write(String part) {
                                text.write(part);
                            }

                            @Override
                            public void write(String part, int offset, int length) {
                                text.write(part, offset, length);
                            }
                        });
        return root instanceof SequenceNode
                ? text.toString().replaceAll("(?m)^  ", "")
                : text.toString();
    }

    /** Its length in one line; more than {@link #SHORT} if it cannot stand in one. */
    private static int shorten(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue().contains("\n") ? SHORT + 1 : scalar.getValue().length();
        }
        int length = 2;
        for (Node child : children(node)) {
            length += shorten(child) + 2;
        }
        if (isOpen(node)) {
            return SHORT + 1;
        }
        if (length <= SHORT) {
            ((CollectionNode<?>) node).setFlowStyle(FlowStyle.FLOW);
        }
        return length;
    }

    /**
     * A connector, each of its steps and fields, and their text have lines of their own, so that
     * two versions can be compared.
     */
    private static boolean isOpen(Node node) {
        boolean open = false;
        for (NodeTuple tuple : node instanceof MappingNode map ? map.getValue() : NO_KEYS) {
            String key = tuple.getKeyNode() instanceof ScalarNode name ? name.getValue() : "";
            open |= key.equals("language");
            if (CONNECTORS.contains(key) && tuple.getValueNode() instanceof MappingNode parts) {
                parts.setFlowStyle(FlowStyle.BLOCK);
                parts.getValue().forEach(YamlDocument::openTable);
                open = true;
            }
            if (STEPS.contains(key) && tuple.getValueNode() instanceof SequenceNode steps) {
                steps.setFlowStyle(FlowStyle.BLOCK);
                steps.getValue().forEach(YamlDocument::open);
                open = true;
            }
        }
        return open;
    }

    private static void openTable(NodeTuple part) {
        if (part.getKeyNode() instanceof ScalarNode name && TABLES.contains(name.getValue())) {
            open(part.getValueNode());
        }
    }

    private static void open(Node step) {
        if (step instanceof MappingNode map) {
            map.setFlowStyle(FlowStyle.BLOCK);
        }
    }

    private static List<Node> children(Node node) {
        if (node instanceof SequenceNode list) {
            return list.getValue();
        }
        List<Node> children = new ArrayList<>();
        if (node instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                children.add(tuple.getKeyNode());
                children.add(tuple.getValueNode());
            }
        }
        return children;
    }

    /** Texts with such a brace stand in double quotes, where an escape is one. */
    private static final class Quoting extends StandardRepresenter {
        Quoting() {
            super(SETTINGS);
        }

        @Override
        protected Node representScalar(Tag tag, String value, ScalarStyle style) {
            boolean quoted = value.contains("{{");
            return super.representScalar(tag, value, quoted ? ScalarStyle.DOUBLE_QUOTED : style);
        }
    }
}
