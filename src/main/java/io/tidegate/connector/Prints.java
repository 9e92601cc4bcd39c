package io.tidegate.connector;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * What tells each part of a file from its next version: its words, wherever they stand and whatever
 * comments are around them, and the contents of the files that it names.
 */
final class Prints {
    /** What a connector's route does not depend on. */
    private static final Set<String> NOT_IN_ROUTE = Set.of("title", "tests");

    private final String whole;
    private final Map<String, String> routes = new HashMap<>();
    private final StringBuilder shared = new StringBuilder();

    /**
     * @param whole stands for what has no words of its own, such as a step that Java made
     */
    Prints(String whole) {
        this.whole = digest(whole.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param before of the files that were read, how many belong to others
     */
    void route(String id, Node node, FilesRead files, int before) {
        StringBuilder words = new StringBuilder();
        if (node instanceof MappingNode map) {
            map.getValue().stream()
                    .filter(tuple -> !isBeside(tuple.getKeyNode()))
                    .forEach(tuple -> write(tuple, words));
        } else {
            write(node, words);
        }
        for (Path file : files.since(before)) {
            words.append('\n').append(file).append(' ').append(files.print(file));
        }
        routes.put(id, words.toString());
    }

    /** A route that changes with every change of its file. */
    void route(String id) {
        routes.put(id, whole);
    }

    /** Something that routes may use, in this file or another. */
    void shared(Node node) {
        write(node, shared);
    }

    /** The same, where only the whole file tells whether it changed. */
    void shared() {
        shared.append(whole);
    }

    @Nullable String of(String id) {
        return routes.get(id);
    }

    /** Empty if the file makes nothing but routes. */
    String ofShared() {
        return shared.toString();
    }

    private void write(Node node, StringBuilder to) {
        if (node.isRecursive() || node instanceof JavaStep) {
            to.append(whole);
        } else if (node instanceof ScalarNode scalar) {
            to.append(scalar.getTag().getValue()).append(' ');
            to.append(scalar.getValue().length()).append(' ').append(scalar.getValue());
        } else if (node instanceof SequenceNode list) {
            to.append('[');
            list.getValue().forEach(item -> write(item, to));
            to.append(']');
        } else if (node instanceof MappingNode map) {
            to.append('{');
            map.getValue().forEach(tuple -> write(tuple, to));
            to.append('}');
        }
    }

    private void write(NodeTuple tuple, StringBuilder to) {
        write(tuple.getKeyNode(), to);
        write(tuple.getValueNode(), to);
    }

    private static boolean isBeside(Node key) {
        return key instanceof ScalarNode scalar && NOT_IN_ROUTE.contains(scalar.getValue());
    }

    /** Tells the contents of a file from others. */
    static String content(Path file) {
        try {
            return digest(Files.readAllBytes(file));
        } catch (IOException e) {
            return "unreadable";
        }
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
