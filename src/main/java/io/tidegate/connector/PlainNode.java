package io.tidegate.connector;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A YAML node as JSON's plain Java, which still knows where each key stood. */
final class PlainNode {
    private final SourceFile file;
    private final Mistakes mistakes;
    private final Map<List<String>, Mark> marks = new HashMap<>();
    private final @Nullable Object value;

    PlainNode(Node node, Reading reading) {
        this(node, reading.file(), reading.mistakes());
    }

    PlainNode(Node node, SourceFile file, Mistakes mistakes) {
        this.file = file;
        this.mistakes = mistakes;
        this.value = plain(node, List.of());
    }

    /**
     * Map, List, String, Integer, Long, BigInteger, BigDecimal, Boolean or null; list elements have
     * keys "0", "1", …
     */
    @Nullable Object value() {
        return value;
    }

    /** Where the last of these keys stands, or the deepest that exists. */
    Mark mark(List<String> keys) {
        for (int depth = keys.size(); depth > 0; depth--) {
            Mark mark = marks.get(keys.subList(0, depth));
            if (mark != null) {
                return mark;
            }
        }
        return marks.getOrDefault(List.of(), file.start());
    }

    private void wrong(Node node, String message) {
        mistakes.add(file.at(node), message);
    }

    private @Nullable Object plain(Node node, List<String> path) {
        marks.putIfAbsent(path, file.at(node));
        if (node.isRecursive()) {
            wrong(node, "an anchor that contains itself cannot be read");
            return null;
        }
        if (node instanceof MappingNode mapping) {
            return map(mapping, path);
        }
        if (node instanceof SequenceNode sequence) {
            List<@Nullable Object> list = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                list.add(plain(item, append(path, String.valueOf(list.size()))));
            }
            return list;
        }
        return scalar((ScalarNode) node);
    }

    private Map<String, @Nullable Object> map(MappingNode mapping, List<String> path) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                wrong(tuple.getKeyNode(), "a key must be text");
                continue;
            }
            List<String> below = append(path, key.getValue());
            if (map.containsKey(key.getValue())) {
                wrong(key, "\"" + key.getValue() + "\" stands twice in one map");
            }
            marks.put(below, file.at(key));
            map.put(key.getValue(), plain(tuple.getValueNode(), below));
        }
        return map;
    }

    private @Nullable Object scalar(ScalarNode node) {
        String text = node.getValue();
        Tag tag = node.getTag();
        if (tag.equals(Tag.NULL)) {
            return null;
        }
        if (tag.equals(Tag.BOOL)) {
            return Boolean.valueOf(text);
        }
        try {
            if (tag.equals(Tag.INT)) {
                return smallest(new BigInteger(text));
            }
            return tag.equals(Tag.FLOAT) ? new BigDecimal(text) : text;
        } catch (NumberFormatException e) {
            wrong(
                    node,
                    "\"" + text + "\" is a number that JSON does not have; quote it if it is text");
            return null;
        }
    }

    private static Object smallest(BigInteger number) {
        if (number.bitLength() < Integer.SIZE) {
            return number.intValue();
        }
        return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
    }

    private static List<String> append(List<String> path, String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return List.copyOf(longer);
    }
}
