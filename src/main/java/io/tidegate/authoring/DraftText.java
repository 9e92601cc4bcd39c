package io.tidegate.authoring;

import io.tidegate.connector.Mistake;
import io.tidegate.connector.YamlDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A connector as somebody wrote it in the console: as YAML, or as its keys' values. */
public final class DraftText {
    private static final int MAX_CHARACTERS = 1 << 20;

    /** In the order that documents show them; others follow. */
    private static final List<String> ORDER =
            List.of(
                    "id",
                    "title",
                    "system",
                    "verify",
                    "on",
                    "id-from",
                    "subject",
                    "schema",
                    "items",
                    "dedupe",
                    "rules",
                    "before",
                    "mapping",
                    "sanitize",
                    "action",
                    "match",
                    "object",
                    "conflict",
                    "echo",
                    "to",
                    "after",
                    "retry",
                    "ordered",
                    "concurrency",
                    "rateLimit",
                    "breaker",
                    "deactivateAfter",
                    "batch",
                    "timeouts",
                    "whenInactive",
                    "tests");

    private final String yaml;
    private final List<Fault> faults = new ArrayList<>();
    private String kind = "";
    private @Nullable Node body;
    private Map<String, @Nullable Object> config = Map.of();

    private DraftText(String yaml) {
        this.yaml = yaml;
    }

    /** A list of one node, {@code outflow:} or {@code inflow:}. */
    public static DraftText ofYaml(String yaml) {
        DraftText draft = new DraftText(yaml.endsWith("\n") ? yaml : yaml + "\n");
        draft.read();
        return draft;
    }

    /**
     * @param config what stands under the node, with the keys of the YAML
     */
    public static DraftText ofConfig(String kind, Map<?, ?> config) {
        Map<String, @Nullable Object> ordered = new LinkedHashMap<>();
        ORDER.stream()
                .filter(config::containsKey)
                .forEach(key -> ordered.put(key, config.get(key)));
        config.forEach((key, value) -> ordered.putIfAbsent(String.valueOf(key), value));
        return ofYaml(YamlDocument.of(List.of(Map.of(kind, ordered))));
    }

    private void read() {
        if (yaml.length() > MAX_CHARACTERS) {
            fault(1, 1, "it has " + yaml.length() + " characters, allowed are " + MAX_CHARACTERS);
            return;
        }
        LoadSettings settings =
                LoadSettings.builder().setMaxAliasesForCollections(0).setLabel("").build();
        try {
            one(new Compose(settings).composeString(yaml).orElse(null));
            if (body != null && faults.isEmpty()) {
                faults.addAll(ConsoleRules.faults(body, this::at));
                config = PlainYaml.map(body, settings);
            }
        } catch (MarkedYamlEngineException e) {
            e.getProblemMark()
                    .or(e::getContextMark)
                    .ifPresentOrElse(
                            mark -> fault(mark.getLine() + 1, mark.getColumn() + 1, e.getProblem()),
                            () -> fault(1, 1, e.getProblem()));
        } catch (YamlEngineException | StackOverflowError e) {
            fault(1, 1, "it cannot be read as YAML: " + PlainYaml.why(e));
        }
    }

    private void fault(int line, int column, String message) {
        faults.add(new Fault(line, column, "", message));
    }

    private void one(@Nullable Node root) {
        if (root instanceof SequenceNode list
                && list.getValue().size() == 1
                && list.getValue().get(0) instanceof MappingNode item
                && item.getValue().size() == 1
                && isConnector(item.getValue().get(0))) {
            NodeTuple tuple = item.getValue().get(0);
            kind = ((ScalarNode) tuple.getKeyNode()).getValue();
            body = tuple.getValueNode();
            return;
        }
        fault(
                1,
                1,
                "a connector of the console is one node, \"- outflow:\" or \"- inflow:\", with its keys below it;"
                        + " routes and beans of Camel stand in files of the routes folder");
    }

    private static boolean isConnector(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode key
                && List.of("outflow", "inflow").contains(key.getValue())
                && tuple.getValueNode() instanceof MappingNode;
    }

    private Fault at(Node node, String message) {
        return node.getStartMark()
                .map(mark -> at(mark.getLine() + 1, mark.getColumn() + 1, message))
                .orElseGet(() -> new Fault(1, 1, "", message));
    }

    private Fault at(int line, int column, String message) {
        String pointer = body == null ? "" : Pointers.in(body).nearest(line, column);
        return new Fault(line, column, pointer, message);
    }

    /** As a fault of this draft, if it is one of the file of this name. */
    Fault fault(Mistake mistake, String name) {
        return mistake.mark().file().equals(name)
                ? at(mistake.mark().line(), mistake.mark().column(), mistake.message())
                : new Fault(0, 0, null, mistake.toString());
    }

    /** Why it is no connector of the console, whatever the loader says of it; most often none. */
    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    /** {@code outflow} or {@code inflow}; empty if it cannot be told. */
    public String kind() {
        return kind;
    }

    /** Empty if it cannot be told. */
    public String id() {
        return config.get("id") instanceof String id ? id : "";
    }

    public String yaml() {
        return yaml;
    }

    /** What stands under the node, as JSON's plain Java; empty if it cannot be told. */
    public Map<String, @Nullable Object> config() {
        return config;
    }

    Fault idFault(String message) {
        return at(List.of("id"), message);
    }

    /** A fault of the value under these keys, or of the last one that is there. */
    Fault at(List<String> keys, String message) {
        Node found = body;
        for (String key : keys) {
            Node below = found == null ? null : PlainYaml.child(found, key);
            found = below == null ? found : below;
        }
        return found == null ? new Fault(1, 1, "", message) : at(found, message);
    }
}
