package io.tidegate.connector;

import io.tidegate.event.InvalidJson;
import io.tidegate.event.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.util.List;
import java.util.Map;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;
import org.jspecify.annotations.Nullable;

/**
 * The words that Camel's YAML knows, from its own schema: read only when a word was wrong, to say
 * what is allowed and what it meant.
 */
final class CamelWords {
    private static final String[] STEPS = {
        "items", "definitions", "org.apache.camel.model.ProcessorDefinition", "properties"
    };
    private static final String[] ROOTS = {"items", "properties"};

    private static volatile SoftReference<@Nullable Object> cached = new SoftReference<>(null);

    private CamelWords() {}

    /** Names of steps, such as {@code setHeader}. */
    static List<String> steps() {
        return names(at(schema(), STEPS));
    }

    /** Names of root nodes, such as {@code route}. */
    static List<String> roots() {
        return names(at(schema(), ROOTS));
    }

    /** The keys of a step or root node; none if there is no such, or its keys are anybody's. */
    static List<String> keysOf(String name) {
        Object schema = schema();
        Object step = at(at(schema, STEPS), name);
        Object reference = at(step == null ? at(at(schema, ROOTS), name) : step, "$ref");
        if (!(reference instanceof String path)) {
            return List.of();
        }
        Object node = at(schema, path.substring(path.indexOf('/') + 1).split("/"));
        List<String> keys = names(at(node, "properties"));
        if (keys.isEmpty() && at(node, "oneOf") instanceof List<?> shapes) {
            return shapes.stream()
                    .map(shape -> names(at(shape, "properties")))
                    .filter(names -> !names.isEmpty())
                    .findFirst()
                    .orElse(List.of());
        }
        return keys;
    }

    private static List<String> names(@Nullable Object node) {
        return node instanceof Map<?, ?> map
                ? map.keySet().stream().map(String::valueOf).toList()
                : List.of();
    }

    private static @Nullable Object at(@Nullable Object node, String... path) {
        Object at = node;
        for (String key : path) {
            at = at instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return at;
    }

    /** The whole of it, which nobody may change. */
    static @Nullable Object schema() {
        Object known = cached.get();
        if (known == null) {
            known = read();
            cached = new SoftReference<>(known);
        }
        return known;
    }

    private static @Nullable Object read() {
        try (InputStream in =
                YamlRoutesBuilderLoader.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            return in == null ? Map.of() : Json.parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidJson e) {
            throw new IllegalStateException(
                    "Camel's YAML schema is not JSON: " + e.getMessage(), e);
        }
    }
}
