package io.tidegate.connector;

import io.tidegate.event.InvalidPath;
import io.tidegate.hook.ScriptLimits;
import io.tidegate.identity.MatchField;
import io.tidegate.profile.SanitizeTerms;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.dsl.yaml.common.YamlDeserializationContext;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * What an inflow has and an outflow has not, in Camel's own YAML: its endpoint, sanitising and the
 * action. The words are those of {@code inflow:}, read by the same readers; references are written
 * {@code ${secret:name}}.
 */
public final class CamelInflow {
    static final String ACTION = "action";

    private static final String KEEP = "keep";
    private static final LoadSettings SETTINGS = LoadSettings.builder().build();

    /**
     * How a profile is made fit.
     *
     * @param kept members that the identity provider alone writes, and that stay
     */
    public record Sanitizing(SanitizeTerms terms, Set<String> kept) {}

    private CamelInflow() {}

    /** The endpoint's words; the schema's path is relative to the working directory. */
    public static Map<String, @Nullable Object> entry(Connector connector, Entry entry) {
        Map<String, @Nullable Object> words = new LinkedHashMap<>();
        words.put(
                "verify",
                CamelTarget.theirs(
                        Map.of(
                                entry.verification().word(),
                                InflowText.verify(entry.verification()))));
        ConnectorText.put(words, "id-from", InflowText.text(entry.idFrom()));
        ConnectorText.put(
                words,
                "subjects",
                entry.subjects().stream().map(io.tidegate.event.Path::expression).toList());
        if (!entry.sealed().isEmpty()) {
            words.put(
                    "sealed",
                    entry.sealed().stream().map(io.tidegate.event.Path::expression).toList());
        }
        ConnectorText.put(words, "schema", schema(connector, entry));
        ConnectorText.put(words, "items", InflowText.text(entry.items()));
        ConnectorText.put(
                words, "dedupe", entry.dedupe() == null ? null : TimeSpan.text(entry.dedupe()));
        return words;
    }

    private static @Nullable String schema(Connector connector, Entry entry) {
        if (entry.schema() == null) {
            return null;
        }
        try {
            return Path.of(connector.label().mark().file())
                    .resolveSibling(entry.schema().file())
                    .toString();
        } catch (InvalidPathException e) {
            return entry.schema().file();
        }
    }

    /**
     * The endpoint that these words describe.
     *
     * @throws IllegalArgumentException that says what is wrong with them
     */
    public static Entry entry(Map<String, @Nullable Object> words) {
        return read(
                words,
                InflowKeys.ENTRY,
                (node, reading) ->
                        new EntryReader(node, reading)
                                .read(
                                        paths(node, "subjects", reading),
                                        paths(node, "sealed", reading),
                                        reading.file().start()));
    }

    private static List<io.tidegate.event.Path> paths(
            NodeReader words, String key, Reading reading) {
        List<io.tidegate.event.Path> paths = new ArrayList<>();
        for (Node node : words.items(key)) {
            String text = node instanceof ScalarNode scalar ? scalar.getValue() : "";
            try {
                paths.add(io.tidegate.event.Path.compile(text));
            } catch (InvalidPath e) {
                reading.wrong(node, "an element of \"" + key + "\": " + e.getMessage());
            }
        }
        return paths;
    }

    static Map<String, @Nullable Object> action(ActionTarget action) {
        Map<String, @Nullable Object> words = InflowText.action(action);
        words.remove("sanitize");
        words.put("match", action.match().stream().map(MatchField::word).toList());
        return words;
    }

    static Target target(Map<String, @Nullable Object> words) {
        return read(
                words,
                InflowKeys.ACTION,
                (node, reading) ->
                        new ActionReader(node, reading)
                                .read(null, reading.file().start())
                                .map(Target.class::cast));
    }

    /** The words of {@code sanitize}, all of them. */
    public static Map<String, @Nullable Object> sanitizing(ActionTarget action) {
        Map<String, @Nullable Object> words = new LinkedHashMap<>();
        SanitizeTerms terms = action.sanitize();
        words.put("unknown", InflowKeys.word(terms.unknown()));
        words.put("html", InflowKeys.word(terms.html()));
        words.put("invalid", InflowKeys.word(terms.invalid()));
        if (!action.kept().isEmpty()) {
            words.put(KEEP, List.copyOf(action.kept()));
        }
        return words;
    }

    /**
     * @throws IllegalArgumentException that says what is wrong with them
     */
    public static Sanitizing sanitizing(Map<String, @Nullable Object> words) {
        return read(
                words,
                InflowKeys.SANITIZED,
                (node, reading) -> {
                    Set<String> kept = new LinkedHashSet<>();
                    node.items(KEEP)
                            .forEach(
                                    one ->
                                            node.text(one, "an element of \"keep\"")
                                                    .ifPresent(kept::add));
                    return Optional.of(new Sanitizing(ActionReader.sanitize(node), kept));
                });
    }

    @FunctionalInterface
    private interface Reader<T> {
        Optional<T> read(NodeReader node, Reading reading);
    }

    private static <T> T read(
            Map<String, @Nullable Object> words, io.tidegate.schema.Keys keys, Reader<T> reader) {
        Object ours = CamelTarget.ours(words);
        Node root = new Compose(SETTINGS).composeString(YamlDocument.of(ours)).orElseThrow();
        Reading reading =
                new Reading(
                        new SourceFile(keys.node(), Path.of("")),
                        new YamlDeserializationContext(SETTINGS),
                        ScriptLimits.DEFAULT);
        Optional<T> read = reader.read(new NodeReader(root, keys, reading), reading);
        if (!reading.mistakes().isEmpty()) {
            throw new IllegalArgumentException(
                    keys.node()
                            + ": "
                            + reading.mistakes().list().stream()
                                    .map(Mistake::message)
                                    .collect(Collectors.joining("; ")));
        }
        return read.orElseThrow(
                () -> new IllegalArgumentException(keys.node() + ": it does not say enough"));
    }
}
