package io.tidegate.authoring;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Which part of a configuration stands at which place of its text. */
final class Pointers {
    private static final int LINE = 1 << 20;

    private final TreeMap<Long, String> byPlace = new TreeMap<>();

    private Pointers() {}

    static Pointers in(Node body) {
        Pointers pointers = new Pointers();
        pointers.add(body, "");
        return pointers;
    }

    private void add(Node node, String pointer) {
        place(node.getStartMark(), pointer);
        if (node instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                String below = pointer + "/" + escaped(tuple.getKeyNode());
                place(tuple.getKeyNode().getStartMark(), below);
                add(tuple.getValueNode(), below);
            }
        } else if (node instanceof SequenceNode list) {
            for (int i = 0; i < list.getValue().size(); i++) {
                add(list.getValue().get(i), pointer + "/" + i);
            }
        }
    }

    /** A map begins where its first key does: the key is the nearer one. */
    private void place(Optional<Mark> mark, String pointer) {
        mark.ifPresent(at -> byPlace.put(place(at.getLine() + 1, at.getColumn() + 1), pointer));
    }

    private static long place(int line, int column) {
        return (long) line * LINE + column;
    }

    private static String escaped(Node key) {
        String text = key instanceof ScalarNode scalar ? scalar.getValue() : "";
        return text.replace("~", "~0").replace("/", "~1");
    }

    /** RFC 6901; of what begins there, or else last before it. */
    String nearest(int line, int column) {
        Map.Entry<Long, String> entry = byPlace.floorEntry(place(line, column));
        return entry == null ? "" : entry.getValue();
    }
}
