package io.tidegate.connector;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads a {@code post} that a test gives. */
final class PostedReader {
    private final Reading reading;

    PostedReader(Reading reading) {
        this.reading = reading;
    }

    Optional<TestCase.Given> read(Node node) {
        NodeReader post = new NodeReader(node, TestKeys.POST, reading);
        if (!(node instanceof MappingNode)) {
            return Optional.empty();
        }
        if (post.has("body") == post.has("file")) {
            reading.wrong(
                    node,
                    "\"post\" of given needs \"body\", or \"file\" with the body in it, and not both");
            return Optional.empty();
        }
        Map<String, String> headers =
                post.find("headers").map(one -> texts(one, "headers")).orElse(Map.of());
        @Nullable Object body =
                post.find("body").map(one -> new PlainNode(one, reading).value()).orElse(null);
        return Optional.of(
                new TestCase.Given.Posted(
                        headers,
                        body,
                        file(post),
                        post.flag("signed", true),
                        receivedAt(post),
                        reading.file().at(node)));
    }

    private @Nullable Path file(NodeReader post) {
        String path = post.text("file").orElse(null);
        try {
            return path == null ? null : reading.file().folder().resolve(path).normalize();
        } catch (InvalidPathException e) {
            post.refuse("file", "a path");
            return null;
        }
    }

    private static @Nullable Instant receivedAt(NodeReader post) {
        String text = post.text("receivedAt").orElse(null);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            post.refuse("receivedAt", "a time with its offset, such as 2026-01-01T00:00:00Z");
            return null;
        }
    }

    /** A map of texts; what is wrong is left out. */
    Map<String, String> texts(Node node, String what) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (!(node instanceof MappingNode map)) {
            reading.wrong(
                    node, "\"" + what + "\" must be a map of texts, not " + NodeReader.kind(node));
            return texts;
        }
        for (NodeTuple tuple : map.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode name
                    && tuple.getValueNode() instanceof ScalarNode text) {
                texts.put(name.getValue(), text.getValue());
            } else {
                reading.wrong(
                        tuple.getKeyNode(), "\"" + what + "\" must have a text for each name");
            }
        }
        return texts;
    }
}
