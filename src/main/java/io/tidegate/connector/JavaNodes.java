package io.tidegate.connector;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.camel.model.ProcessorDefinition;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * What Java says, as the nodes that YAML would have: one reader checks both, and its mistakes lead
 * to the line of the call. A node that is made takes the place of the author's line that is
 * running.
 */
final class JavaNodes {
    private final JavaSource source;

    JavaNodes(JavaSource source) {
        this.source = source;
    }

    MappingNode map() {
        return new MappingNode(
                Tag.MAP, true, new ArrayList<>(), FlowStyle.BLOCK, source.yaml(), Optional.empty());
    }

    /** Adds the key, even if it is there: the reader says so. */
    void put(MappingNode map, String key, @Nullable Object value) {
        map.getValue().add(new NodeTuple(node(key), node(value)));
    }

    /** Adds to the list behind the key, which begins with its first value. */
    void append(MappingNode map, String key, @Nullable Object value) {
        if (!(find(map, key) instanceof SequenceNode list)) {
            put(map, key, list(List.of()));
            append(map, key, value);
            return;
        }
        list.getValue().add(node(value));
    }

    /** The map behind the key, which begins now if there is none. */
    MappingNode child(MappingNode map, String key) {
        if (find(map, key) instanceof MappingNode child) {
            return child;
        }
        MappingNode child = map();
        put(map, key, child);
        return child;
    }

    /** A Camel step, which no text describes. */
    Node step(ProcessorDefinition<?> step) {
        return new JavaStep(step, source.yaml());
    }

    private static @Nullable Node find(MappingNode map, String key) {
        for (NodeTuple tuple : map.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
                return tuple.getValueNode();
            }
        }
        return null;
    }

    Node node(@Nullable Object value) {
        if (value instanceof Node node) {
            return node;
        }
        if (value instanceof Conversion conversion) {
            return conversion(conversion);
        }
        if (value instanceof Map<?, ?> entries) {
            MappingNode map = map();
            inOrder(entries).forEach((key, entry) -> put(map, String.valueOf(key), entry));
            return map;
        }
        return value instanceof Collection<?> items ? list(items) : scalar(value);
    }

    /** A map without an order of its own has another one in each process. */
    private static Map<?, ?> inOrder(Map<?, ?> entries) {
        if (entries instanceof LinkedHashMap || entries instanceof SortedMap) {
            return entries;
        }
        Map<String, @Nullable Object> sorted = new TreeMap<>();
        entries.forEach((key, entry) -> sorted.put(String.valueOf(key), entry));
        return sorted;
    }

    private Node conversion(Conversion conversion) {
        if (conversion.argument() == null) {
            return scalar(conversion.name());
        }
        MappingNode map = map();
        put(map, conversion.name(), conversion.argument());
        return map;
    }

    private SequenceNode list(Collection<?> items) {
        List<Node> nodes = new ArrayList<>();
        items.forEach(item -> nodes.add(node(item)));
        return new SequenceNode(
                Tag.SEQ, true, nodes, FlowStyle.BLOCK, source.yaml(), Optional.empty());
    }

    private ScalarNode scalar(@Nullable Object value) {
        if (value instanceof Duration duration) {
            return scalar(Tag.STR, TimeSpan.text(duration));
        }
        if (value instanceof Double || value instanceof Float || value instanceof BigDecimal) {
            return scalar(Tag.FLOAT, decimal(String.valueOf(value)));
        }
        if (value instanceof Number) {
            return scalar(Tag.INT, value.toString());
        }
        if (value instanceof Boolean) {
            return scalar(Tag.BOOL, value.toString());
        }
        return value == null ? scalar(Tag.NULL, "null") : scalar(Tag.STR, value.toString());
    }

    /** As YAML writes it, without an exponent; NaN and infinity stay for the reader to refuse. */
    private static String decimal(String text) {
        try {
            return new BigDecimal(text).toPlainString();
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private ScalarNode scalar(Tag tag, String text) {
        Optional<Mark> mark = source.yaml();
        return new ScalarNode(tag, true, text, ScalarStyle.PLAIN, mark, Optional.empty());
    }
}
