package io.tidegate.authoring;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * What a connector may not hold if it comes from the console: whoever may write connectors is not
 * the machine's administrator, so nothing of the machine may be within reach.
 */
final class ConsoleRules {
    private static final Set<String> HOOKS = Set.of("before", "after");
    private static final Pattern HTTP = Pattern.compile("(?is)https?://.*");

    /**
     * Whatever Camel or a template would look up, but for secrets; JSONata may have two braces and
     * a quote.
     */
    private static final Pattern LOOKED_UP = Pattern.compile("\\{\\{(?!secret:)[^{}\"]*}}");

    private final BiFunction<Node, String, Fault> at;
    private final List<Fault> faults = new ArrayList<>();

    private ConsoleRules(BiFunction<Node, String, Fault> at) {
        this.at = at;
    }

    /**
     * @param body what stands under {@code outflow:} or {@code inflow:}
     * @param at makes a fault of a node and a message
     */
    static List<Fault> faults(Node body, BiFunction<Node, String, Fault> at) {
        ConsoleRules rules = new ConsoleRules(at);
        HOOKS.forEach(key -> rules.hooks(PlainYaml.child(body, key), key));
        rules.target(PlainYaml.child(body, "to"));
        rules.path(PlainYaml.child(body, "schema"), "schema");
        rules.tables(PlainYaml.child(body, "mapping"));
        rules.texts(body);
        return rules.faults;
    }

    private void wrong(Node node, String message) {
        faults.add(at.apply(node, message));
    }

    private void hooks(@Nullable Node hooks, String key) {
        if (hooks instanceof SequenceNode list) {
            list.getValue().forEach(step -> hook(step, key));
        }
    }

    private void hook(Node step, String key) {
        Node script = PlainYaml.child(step, "script");
        if (script == null || ((MappingNode) step).getValue().size() > 1) {
            wrong(
                    step,
                    "a step of \""
                            + key
                            + "\" in the console is a script, such as script: hooks/name.js: Camel steps stand in"
                            + " files of the routes folder");
            return;
        }
        Path path = path(script, "script");
        if (path != null && !path.startsWith("hooks")) {
            wrong(
                    script,
                    "\""
                            + path
                            + "\" is not in the folder hooks of the routes folder, where scripts for the console stand");
        }
    }

    private void target(@Nullable Node to) {
        Node uri = to instanceof MappingNode ? PlainYaml.child(to, "uri") : to;
        if (uri instanceof ScalarNode text && !HTTP.matcher(text.getValue()).matches()) {
            wrong(
                    uri,
                    "\""
                            + text.getValue()
                            + "\" is no target in the console, allowed are http://… and https://… URLs and"
                            + " destinations: Camel endpoints stand in files of the routes folder");
        }
    }

    /** Tables of converters, wherever they stand in the mapping. */
    private void tables(@Nullable Node node) {
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(this::tables);
        } else if (node instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals("lookup")) {
                    path(PlainYaml.child(tuple.getValueNode(), "file"), "file");
                }
                tables(tuple.getValueNode());
            }
        }
    }

    /** Null if it is none that may be read; then that is noted. */
    private @Nullable Path path(@Nullable Node node, String key) {
        if (!(node instanceof ScalarNode text)) {
            return null;
        }
        try {
            Path path = Path.of(text.getValue());
            boolean leaves = path.isAbsolute() || path.normalize().startsWith("..");
            for (Path part : path) {
                leaves |= part.toString().equals("..");
            }
            if (!leaves && !text.getValue().startsWith("/") && !text.getValue().contains("\\")) {
                return path.normalize();
            }
        } catch (InvalidPathException e) {
            // said below
        }
        wrong(
                node,
                "\""
                        + text.getValue()
                        + "\" is no \""
                        + key
                        + "\" in the console: a path within the routes folder is, without ..");
        return null;
    }

    private void texts(Node node) {
        if (node instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                texts(tuple.getKeyNode());
                texts(tuple.getValueNode());
            }
        } else if (node instanceof SequenceNode list) {
            list.getValue().forEach(this::texts);
        } else if (node instanceof ScalarNode text) {
            Matcher found = LOOKED_UP.matcher(text.getValue());
            if (found.find()) {
                wrong(
                        node,
                        found.group()
                                + " is not looked up in the console, allowed is {{secret:name}}: the environment"
                                + " is the administrator's");
            }
        }
    }
}
