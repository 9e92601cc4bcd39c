package io.tidegate.connector;

import io.tidegate.hook.InvalidScript;
import io.tidegate.hook.Script;
import io.tidegate.mapping.FileLookupTables;
import io.tidegate.mapping.InvalidMapping;
import io.tidegate.mapping.LookupTables;
import io.tidegate.mapping.Mapping;
import io.tidegate.rule.InvalidRule;
import io.tidegate.rule.Rule;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.model.ProcessorDefinition;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Reads {@code rules}, {@code before}, {@code mapping} and {@code after}, and compiles what they
 * hold.
 */
final class StagesReader {
    static final String SCRIPT = "script";

    private final Reading reading;
    private final Map<String, Mark> fields = new HashMap<>();

    StagesReader(Reading reading) {
        this.reading = reading;
    }

    Stages read(NodeReader connector) {
        List<Node> rules = connector.items("rules");
        return new Stages(
                rules.stream().flatMap(node -> rule(connector, node).stream()).toList(),
                hooks(connector, "before"),
                connector.find("mapping").map(this::mapping).orElse(null),
                hooks(connector, "after"),
                new Stages.Marks(rules.stream().map(reading.file()::at).toList(), fields));
    }

    private Optional<Rule> rule(NodeReader connector, Node node) {
        return connector.text(node, "a rule").flatMap(expression -> compiled(node, expression));
    }

    private Optional<Rule> compiled(Node node, String expression) {
        try {
            Rule rule = Rule.compile(expression);
            if (!rule.hasFilter()) {
                reading.mistakes().warn(reading.file().at(node), withoutFilter(rule));
            }
            return Optional.of(rule);
        } catch (InvalidRule e) {
            reading.wrong(node, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static String withoutFilter(Rule rule) {
        return "rule "
                + rule.expression()
                + " has no filter: it holds whenever the field is there, also when it is false or null;"
                + " a condition is written as $[?(@.data.Field == 'value')]";
    }

    private @Nullable Mapping mapping(Node node) {
        if (!(node instanceof MappingNode)) {
            reading.wrong(
                    node,
                    "\"mapping\" must be a map of target and source, not " + NodeReader.kind(node));
            return null;
        }
        int before = reading.mistakes().size();
        PlainNode plain = new PlainNode(node, reading);
        return reading.mistakes().size() > before ? null : compiled(plain);
    }

    @SuppressWarnings("unchecked")
    private @Nullable Mapping compiled(PlainNode plain) {
        var spec = Objects.requireNonNull((Map<String, Object>) plain.value());
        spec.keySet().forEach(target -> fields.put(target, plain.mark(List.of(target))));
        try {
            return Mapping.compile(spec, tables());
        } catch (InvalidMapping e) {
            e.problems().forEach(p -> reading.mistakes().add(plain.mark(p.keys()), p.message()));
            return null;
        }
    }

    private LookupTables tables() {
        Path folder = reading.file().folder();
        LookupTables files = new FileLookupTables(folder);
        return new LookupTables() {
            @Override
            public Map<String, String> load(String path) throws IOException {
                reading.files().add(folder.resolve(path));
                return files.load(path);
            }

            @Override
            public String locate(String path) {
                return files.locate(path);
            }
        };
    }

    private List<HookStage> hooks(NodeReader connector, String key) {
        return connector.items(key).stream().flatMap(node -> hook(node, key).stream()).toList();
    }

    private Optional<HookStage> hook(Node node, String key) {
        if (node instanceof JavaStep java) {
            Mark mark = reading.file().at(node);
            return JavaSecrets.refuse(java.step(), mark, reading)
                    ? Optional.empty()
                    : Optional.of(new CamelStage(java.step(), mark));
        }
        if (!(node instanceof MappingNode step) || step.getValue().size() != 1) {
            reading.wrong(
                    node,
                    "a step of \""
                            + key
                            + "\" must be one key, such as script: hooks/name.js or a Camel step");
            return Optional.empty();
        }
        Node name = step.getValue().get(0).getKeyNode();
        boolean script = name instanceof ScalarNode scalar && scalar.getValue().equals(SCRIPT);
        return script ? script(step.getValue().get(0).getValueNode()) : camelStep(node);
    }

    private Optional<HookStage> script(Node node) {
        if (!(node instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
            reading.wrong(
                    node, "\"script\" must be the path of a file, not " + NodeReader.kind(node));
            return Optional.empty();
        }
        try {
            Path file = reading.file().folder().resolve(scalar.getValue()).normalize();
            reading.files().add(file);
            return source(file, node)
                    .flatMap(source -> script(scalar.getValue(), source, file, node));
        } catch (InvalidPathException e) {
            reading.wrong(node, "\"" + scalar.getValue() + "\" is not a path: " + e.getReason());
            return Optional.empty();
        }
    }

    private Optional<String> source(Path file, Node named) {
        if (!Files.isRegularFile(file)) {
            reading.wrong(
                    named,
                    "there is no script "
                            + file
                            + " (paths are relative to the file that names them)");
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file));
        } catch (CharacterCodingException e) {
            reading.wrong(named, "the script " + file + " is not text in UTF-8");
        } catch (IOException e) {
            reading.wrong(named, "the script " + file + " cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    private Optional<HookStage> script(String name, String source, Path file, Node named) {
        Mark mark = reading.file().at(named);
        try {
            return Optional.of(
                    new ScriptStage(Script.compile(name, source, reading.limits()), file, mark));
        } catch (InvalidScript e) {
            Mark inScript =
                    new Mark(file.toString(), Math.max(1, e.line()), Math.max(1, e.column()));
            String place = name + ":" + e.line() + ":" + e.column() + ": ";
            String what = String.valueOf(e.getMessage()).replace(place, "");
            reading.mistakes().add(inScript, what + " (script named at " + mark + ")");
            return Optional.empty();
        }
    }

    private Optional<HookStage> camelStep(Node node) {
        if (SecretRules.refuse(node, reading)) {
            return Optional.empty();
        }
        new EndpointNodes(reading).check(node);
        try {
            return Optional.of(new CamelStage(step(node), reading.file().at(node)));
        } catch (RuntimeException e) {
            new CamelMistakes(reading, CamelMistakes.Place.HOOK, this::step).add(node, e);
            return Optional.empty();
        }
    }

    private ProcessorDefinition<?> step(Node node) {
        return reading.camel().construct(node, ProcessorDefinition.class);
    }
}
