package io.tidegate.connector;

import io.tidegate.event.Triggers;
import io.tidegate.schema.Keys;
import io.tidegate.schema.Shape;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A YAML map with known keys. What is wrong is noted and read as if it were absent, so that all of
 * it is found.
 */
final class NodeReader {
    private final Keys allowed;
    private final Reading reading;
    private final String what;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();

    NodeReader(Node node, Keys allowed, Reading reading) {
        this.allowed = allowed;
        this.reading = reading;
        this.what = allowed.node();
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(tuple -> take(tuple, allowed.names()));
        } else {
            reading.wrong(node, "\"" + what + "\" must be a map with keys, not " + kind(node));
        }
    }

    private void take(NodeTuple tuple, List<String> allowed) {
        Node node = tuple.getKeyNode();
        String key = node instanceof ScalarNode scalar ? scalar.getValue() : "";
        if (!allowed.contains(key)) {
            reading.wrong(node, unknown(key, allowed));
        } else if (keys.containsKey(key)) {
            int first = reading.file().at(keys.get(key)).line();
            reading.wrong(
                    node, "\"" + key + "\" stands twice in " + what + ", first in line " + first);
        } else {
            keys.put(key, node);
            values.put(key, tuple.getValueNode());
        }
    }

    private String unknown(String key, List<String> allowed) {
        return "\""
                + key
                + "\" is not a key of "
                + what
                + Triggers.nearest(key, allowed)
                        .map(near -> "; did you mean \"" + near + "\"?")
                        .orElse("")
                + " (allowed: "
                + String.join(", ", allowed)
                + ")";
    }

    boolean has(String key) {
        return keys.containsKey(key);
    }

    /** Where the key itself stands; the key must be there. */
    Node key(String key) {
        return Objects.requireNonNull(keys.get(key), key);
    }

    Optional<Node> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    Optional<Node> require(String key, Mark missing) {
        if (!keys.containsKey(key)) {
            reading.mistakes().add(missing, what + " has no \"" + key + "\", which it needs");
        }
        return find(key);
    }

    Optional<String> text(String key) {
        return find(key).flatMap(node -> text(node, name(key)));
    }

    /** The text of any scalar but null: {@code id: 12} is the text 12. */
    Optional<String> text(Node node, String name) {
        if (node instanceof ScalarNode scalar
                && !scalar.getTag().equals(Tag.NULL)
                && !scalar.getValue().isBlank()) {
            return Optional.of(scalar.getValue());
        }
        reading.wrong(node, name + " must be text, not " + kind(node));
        return Optional.empty();
    }

    /** The elements of a list; none if the key is absent. */
    List<Node> items(String key) {
        Optional<Node> node = find(key);
        if (node.isEmpty()) {
            return List.of();
        }
        if (node.get() instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        reading.wrong(node.get(), name(key) + " must be a list, not " + kind(node.get()));
        return List.of();
    }

    boolean flag(String key, boolean otherwise) {
        return text(key)
                .map(
                        text -> {
                            if (!text.equals("true") && !text.equals("false")) {
                                refuse(key, "true or false");
                            }
                            return text.equals("true");
                        })
                .orElse(otherwise);
    }

    int whole(String key, int otherwise) {
        return whole(key, allowed.shape(key, Shape.Whole.class), otherwise);
    }

    /** The same of a key that may also be something else. */
    int whole(String key, Shape.Whole bounds, int otherwise) {
        return number(key, bounds.least(), bounds.most(), true)
                .map(BigDecimal::intValue)
                .orElse(otherwise);
    }

    double decimal(String key, double otherwise) {
        Shape.Decimal bounds = allowed.shape(key, Shape.Decimal.class);
        return number(key, bounds.least(), bounds.most(), false)
                .map(BigDecimal::doubleValue)
                .orElse(otherwise);
    }

    private Optional<BigDecimal> number(String key, int least, int most, boolean whole) {
        return text(key).flatMap(text -> number(text, least, most, whole, key));
    }

    private Optional<BigDecimal> number(
            String text, int least, int most, boolean whole, String key) {
        Optional<BigDecimal> number =
                Optional.of(text)
                        .filter(t -> t.matches(whole ? "-?\\d{1,9}" : "-?\\d{1,9}(\\.\\d{1,9})?"))
                        .map(BigDecimal::new)
                        .filter(n -> n.compareTo(BigDecimal.valueOf(least)) >= 0)
                        .filter(n -> n.compareTo(BigDecimal.valueOf(most)) <= 0);
        if (number.isEmpty()) {
            refuse(key, (whole ? "a whole number" : "a number") + " from " + least + " to " + most);
        }
        return number;
    }

    Duration span(String key, Duration otherwise) {
        Shape.Span bounds = allowed.shape(key, Shape.Span.class);
        Duration least = bounds.least();
        Duration most = bounds.most();
        Optional<String> text = text(key);
        Optional<Duration> span =
                text.flatMap(TimeSpan::parse)
                        .filter(given -> given.compareTo(least) >= 0 && given.compareTo(most) <= 0);
        if (text.isPresent() && span.isEmpty()) {
            refuse(
                    key,
                    TimeSpan.text(least)
                            + " to "
                            + TimeSpan.text(most)
                            + " ("
                            + TimeSpan.SHAPE
                            + ")");
        }
        return span.orElse(otherwise);
    }

    /** Notes that the value of a key, which is a scalar, is not one of those allowed. */
    void refuse(String key, String allowed) {
        Node node = Objects.requireNonNull(values.get(key), key);
        String seen =
                node instanceof ScalarNode scalar ? "\"" + scalar.getValue() + "\"" : kind(node);
        reading.wrong(node, name(key) + " must be " + allowed + ", not " + seen);
    }

    String name(String key) {
        return "\"" + key + "\" of " + what;
    }

    static String kind(Node node) {
        return switch (node.getNodeType()) {
            case MAPPING -> "a map";
            case SEQUENCE -> "a list";
            case ANCHOR -> "an anchor";
            case SCALAR ->
                    node.getTag().equals(Tag.NULL)
                            ? "empty"
                            : "\"" + ((ScalarNode) node).getValue() + "\"";
        };
    }
}
